package org.boltzmann.higherorder.wiring;

import com.google.inject.AbstractModule;
import java.util.List;
import java.util.stream.Stream;
import org.boltzmann.core.TermType;
import org.boltzmann.core.wiring.Contribution;
import org.boltzmann.core.wiring.Contributions;
import org.boltzmann.core.wiring.Variant;
import org.boltzmann.higherorder.KWayType;
import org.boltzmann.higherorder.Masked;
import org.boltzmann.higherorder.MaskedBias;

/** Contributes higher-order machines and terms to a program that has this module on its class path. */
public final class HigherOrderContribution extends AbstractModule implements Contribution {

    private static final List<TermType> TERMS = List.of(KWayType.get(), Masked.type(), MaskedBias.type());

    /** Made by the service loader. */
    public HigherOrderContribution() {}

    private static Stream<Variant> variants() {
        return Stream.of(
                        KWayVariants.all(),
                        GatedVariants.all(),
                        MultiplicativeVariants.all(),
                        List.of(PointWiseGatedVariant.variant()))
                .flatMap(List::stream);
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
