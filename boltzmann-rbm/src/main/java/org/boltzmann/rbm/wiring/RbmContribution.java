package org.boltzmann.rbm.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.MapBinder;
import org.boltzmann.core.wiring.Contribution;
import org.boltzmann.core.wiring.Variant;

/** Contributes the restricted machines to a program that has this module on its class path. */
public final class RbmContribution extends AbstractModule implements Contribution {

    /** Made by the service loader. */
    public RbmContribution() {}

    @Override
    protected void configure() {
        MapBinder<String, Variant> variants = MapBinder.newMapBinder(binder(), String.class, Variant.class);
        RbmVariants.all().forEach(variant -> variants.addBinding(variant.name()).toInstance(variant));
    }
}
