package org.boltzmann.sequence.wiring;

import com.google.inject.AbstractModule;
import java.util.List;
import org.boltzmann.core.NetworkType;
import org.boltzmann.core.wiring.Contribution;
import org.boltzmann.core.wiring.Contributions;
import org.boltzmann.sequence.DelayLine;
import org.boltzmann.sequence.Elman;
import org.boltzmann.sequence.Lstm;

/** Contributes machines of sequences and recurrent cells to a program that has this module on its class path. */
public final class SequenceContribution extends AbstractModule implements Contribution {

    static final List<NetworkType> NETWORKS = List.of(Elman.type(), Lstm.type(), DelayLine.type());

    /** Made by the service loader. */
    public SequenceContribution() {}

    @Override
    protected void configure() {
        SequenceVariants.all()
                .forEach(variant -> Contributions.variants(binder())
                        .addBinding(variant.name())
                        .toInstance(variant));
        NETWORKS.forEach(type ->
                Contributions.networkTypes(binder()).addBinding(type.name()).toInstance(type));
    }
}
