package org.boltzmann.higherorder.wiring;

import com.google.inject.AbstractModule;
import java.util.List;
import java.util.stream.Stream;
import org.boltzmann.core.TermType;
import org.boltzmann.core.wiring.Contribution;
import org.boltzmann.core.wiring.Contributions;
import org.boltzmann.core.wiring.Variant;

/** Contributes higher-order machines and terms to a program that has this module on its class path. */
public final class HigherOrderContribution extends AbstractModule implements Contribution {

    private static final List<TermType> TERMS = List.of();

    /** Made by the service loader. */
    public HigherOrderContribution() {}

    private static Stream<Variant> variants() {
        return Stream.of(GatedVariants.all()).flatMap(List::stream);
    }

    @Override
    protected void configure() {
        variants()
                .forEach(variant -> Contributions.variants(binder())
                        .addBinding(variant.name())
                        .toInstance(variant));
        TERMS.forEach(term ->
                Contributions.termTypes(binder()).addBinding(term.name()).toInstance(term));
    }
}
