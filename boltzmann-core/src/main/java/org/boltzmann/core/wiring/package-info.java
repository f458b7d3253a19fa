/**
 * Settings, everything they can name, and how modules contribute it: the only place in this module that sees Guice and a
 * configuration library.
 *
 * <p>Read in this order: {@link org.boltzmann.core.wiring.Settings} (layers, and all errors at once),
 * {@link org.boltzmann.core.wiring.Catalog} (what can be named), {@link org.boltzmann.core.wiring.Plan} (what settings say before there are
 * data), {@link org.boltzmann.core.wiring.Experiment} (machine, data and training), {@link org.boltzmann.core.wiring.BoltzmannModule}
 * (the same for injection).
 *
 * <h2>How to contribute</h2>
 *
 * <p>Write a Guice module that implements {@link org.boltzmann.core.wiring.Contribution}, put things into the maps of
 * {@link org.boltzmann.core.wiring.Contributions}, and name the class in the file
 * {@code META-INF/services/org.boltzmann.core.wiring.Contribution} of your jar. With the jar on the class path the variant below can be
 * trained by its name, by the command line and by injection, and is listed and compared with the others.
 *
 * <pre>{@code
 * public final class PairsContribution extends AbstractModule implements Contribution {
 *     @Override
 *     protected void configure() {
 *         Contributions.variants(binder()).addBinding("mixed-hidden").toInstance(new Variant(
 *                 "mixed-hidden",
 *                 "binary visible units, half of the hidden ones spins",
 *                 Map.of("model.hidden", "hidden units of each kind"),
 *                 Map.of("encoding", "bernoulli"),
 *                 (data, settings) -> {
 *                     Group v = Group.of("v", new Bernoulli(), data.features());
 *                     int size = settings.count("model.hidden", 3, 1);
 *                     Group h = Group.of("h", new Bernoulli(), size);
 *                     Group s = Group.of("s", new Spin(), size);
 *                     return BoltzmannMachine.of(Bias.on(v), Bias.on(h), Pairwise.between(v, h), Pairwise.between(v, s));
 *                 }));
 *     }
 * }
 * }</pre>
 *
 * <p>Keys of a variant's own settings begin with {@code model.}: they decide its declaration, which a model file stores in their place.
 * Their defaults and what is allowed are known from what the variant asks for; {@code from("A. Author, ...")} adds where it was
 * published, {@code startingWith} first values that take more than means of the data, such as a file's, for which it asks by
 * {@link org.boltzmann.core.wiring.Settings#file}, so that its checksum is remembered. {@code boltzmann variants NAME} tells it all.
 */
package org.boltzmann.core.wiring;
