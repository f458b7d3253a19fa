package org.boltzmann.core.wiring;

import com.google.inject.Module;

/**
 * What a module of this project adds to a program that has it on the class path: a Guice module, found by
 * {@link java.util.ServiceLoader}, that puts its variants into the {@code MapBinder<String, Variant>}.
 *
 * <pre>{@code
 * public final class MyContribution extends AbstractModule implements Contribution {
 *     protected void configure() {
 *         MapBinder.newMapBinder(binder(), String.class, Variant.class).addBinding("mine").toInstance(myVariant);
 *     }
 * }
 * }</pre>
 *
 * <p>Its class name stands in {@code META-INF/services/org.boltzmann.core.wiring.Contribution}.
 */
public interface Contribution extends Module {}
