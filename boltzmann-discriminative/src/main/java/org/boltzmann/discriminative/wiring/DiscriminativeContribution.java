package org.boltzmann.discriminative.wiring;

import com.google.inject.AbstractModule;
import org.boltzmann.core.wiring.Contribution;
import org.boltzmann.core.wiring.Contributions;

/** Contributes classification machines and their objectives to a program that has this module on its class path. */
public final class DiscriminativeContribution extends AbstractModule implements Contribution {

    /** Made by the service loader. */
    public DiscriminativeContribution() {}

    @Override
    protected void configure() {
        DiscriminativeVariants.all()
                .forEach(variant -> Contributions.variants(binder())
                        .addBinding(variant.name())
                        .toInstance(variant));
        DiscriminativeObjectives.all()
                .forEach((name, objective) ->
                        Contributions.objectives(binder()).addBinding(name).toInstance(objective));
    }
}
