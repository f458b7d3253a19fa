/**
 * The laws of a Boltzmann machine as test classes: extend one, name your term, unit type, machine or sampler, and every law that
 * applies is checked.
 *
 * <h2>Test your own term</h2>
 *
 * <p>A term states an energy, a field and a gradient, and they have to agree. A wrong sign or a forgotten weight still trains,
 * only badly, so don't look at learning curves: extend {@link org.boltzmann.testkit.TermContract}.
 *
 * <pre>{@code
 * class MyTermTest extends TermContract {
 *     protected int arity() {
 *         return 2;
 *     }
 *
 *     protected Term term(List<Group> groups) {
 *         return new MyTerm(groups.get(0), groups.get(1));
 *     }
 * }
 * }</pre>
 *
 * <p>The contract puts the term on groups of 1, 7, 8, 9 and 33 units, fills states and parameters with multiples of 1/64, and
 * compares fields and gradients with differences of the energy. A failure names the {@link org.boltzmann.testkit.Law} broken, the
 * unit or parameter element, and both numbers.
 *
 * <p>For a unit type extend {@link org.boltzmann.testkit.UnitTypeContract}; for a machine that is small enough to enumerate,
 * {@link org.boltzmann.testkit.MachineContract}; for a sampler, {@link org.boltzmann.testkit.StationarityContract}; for a library
 * that multiplies, {@link org.boltzmann.testkit.BackendContract}. The first four call plain methods ({@link org.boltzmann.testkit.TermLaws}, {@link org.boltzmann.testkit.UnitTypeLaws},
 * {@link org.boltzmann.testkit.MachineLaws}, {@link org.boltzmann.testkit.SamplingLaws}), which you can call yourself.
 *
 * <p>To see a term or unit type together with others, add it to the factories of
 * {@link org.boltzmann.testkit.RandomMachines}, which composes machines at random, and check each with
 * {@link org.boltzmann.testkit.MachineLaws#checkAll}. What they are compared with is
 * {@link org.boltzmann.testkit.Oracle}: all joint states, one by one, in {@code double}.
 *
 * <p>A program that judges terms it has not seen, without JUnit, uses {@link org.boltzmann.testkit.Audit}, which goes on after a law is
 * broken; so does the command {@code boltzmann check}.
 *
 * <p>Tests of samples run at α = 1e-6 with a fixed seed and are never repeated. If one fails, the sampler is wrong.
 */
package org.boltzmann.testkit;
