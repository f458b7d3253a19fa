/**
 * Machines whose interactions multiply: products of three and more units, one unit as the switch of the others' weight.
 *
 * <p>A term of third order is a term like any other: it states its energy, its fields and its gradient, and sampling, training, likelihood
 * and classification follow. Three of the terms are in the core or here:
 *
 * <ul>
 *   <li>{@code ThreeWay}, −Σ W_ijk x_i y_j z_k: every triple has a weight. Where one group is one-hot (a label, a component) only the
 *       slice that is on is multiplied; put that group last, or the weights are turned over for each product;
 *   <li>{@code Factored}, −Σ_f (Aᵀx)_f (Bᵀy)_f (Cᵀz)_f: the same with F (I + J + K) instead of I J K weights;
 *   <li>{@link org.boltzmann.higherorder.KWay}, −Σ_e w_e Π_{i in e} x_i: any products, several units of one group among them;
 *   <li>{@link org.boltzmann.higherorder.Masked}, −Σ z_i^r v_i W_ik h_k: an interaction that a mask turns on unit by unit.
 * </ul>
 *
 * <p>From these are made the machines of the literature, each in a few lines that can be read as a recipe:
 * {@link org.boltzmann.higherorder.HigherOrderMachines}, {@link org.boltzmann.higherorder.GatedMachines},
 * {@link org.boltzmann.higherorder.MultiplicativeRbms}, {@link org.boltzmann.higherorder.PointWiseGatedMachines}. A gated machine
 * learns how one image becomes another, and makes the same of a third:
 *
 * <pre>{@code
 * BoltzmannMachine machine = GatedMachines.factored(9, 9, 12, 24);
 * Group x = machine.group("x");
 * Group y = machine.group("y");
 * Presentation shown = new Presentation(pairs, List.of(x, y), Optional.empty(), Encoding.asIs());
 * machine.initialize(RandomKey.of(1), shown.means(RandomKey.of(1)));
 * Objective likelihood = new MaximumLikelihood(
 *         new ExactPositivePhase(machine, List.of(x, y)), new ContrastiveDivergence(machine, 1));
 * Optimizer optimizer = Optimizer.sgd(Schedule.linear(0.1, 0, 60)).withMomentum(0.9);
 * new Trainer(machine, likelihood, optimizer, 20, 1, List.of()).train(shown, 60);
 * Analogy analogy = Analogy.of(machine, x, y);
 * Matrix transformations = analogy.infer(pairs.values().rows(0, 9), pairs.values().rows(9, 18));
 * Matrix others = analogy.apply(transformations, thirdImages);
 * }</pre>
 *
 * <h2>What is hidden, given the data</h2>
 *
 * <p>Hidden groups that a term joins depend on each other. Where some of them have few joint states, as a component or a label has, these
 * are enumerated and the rest summed out, exactly; a mask has too many, so that mean field or sampling takes its place. The choice is
 * {@link org.boltzmann.core.train.PositivePhases}', and {@code boltzmann inspect} says it with its reason.
 *
 * <h2>How to write a machine of your own</h2>
 *
 * <p>List groups and terms. A mixture of gated machines, say, is {@code ThreeWay.among(...)} of products of your choice with a one-hot
 * group; a term of your own extends the contract tests of the test kit and is contributed as {@code org.boltzmann.core.wiring} says.
 */
package org.boltzmann.higherorder;
