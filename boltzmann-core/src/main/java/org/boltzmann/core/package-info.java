/**
 * One energy, and everything else derived from it.
 *
 * <p>A Boltzmann machine is an energy, and an energy is a sum of terms over groups of units. A {@link org.boltzmann.core.Term}
 * knows three pieces of mathematics: its energy, the field it exerts on each group it touches (−∂E/∂x) and its gradient
 * (−∂E/∂θ). A {@link org.boltzmann.core.UnitType} knows what units do in a field: their log partition, mean and sample. Sampling,
 * free energies, learning and estimation follow, for machines that exist and for those somebody will invent. Read in this order:
 * {@code Term}, {@code BoltzmannMachine}, {@code term.Pairwise}, {@code unit.Bernoulli}, {@code sample.GibbsSampler},
 * {@code train.ContrastiveDivergence}, and {@code Rbms} of the module boltzmann-rbm.
 *
 * <h2>Words</h2>
 *
 * <dl>
 *   <dt>group, unit
 *   <dd>a named set of units of one type; one variable of the model, or one of the K of a one-hot block
 *   <dt>state
 *   <dd>values of all groups for a batch of configurations, a configuration a column
 *   <dt>field
 *   <dd>−∂E/∂x of a unit, what all other units tell it; terms' fields add
 *   <dt>phase
 *   <dd>one of the two averages of the likelihood's gradient: given the data (positive), under the model (negative)
 *   <dt>chain, sweep
 *   <dd>a column followed through Gibbs sampling; one visit to every block of groups
 *   <dt>log partition
 *   <dd>of a unit in a field, A(f) = log Σ_x base(x) exp(x·f); of a machine, log Z
 *   <dt>free energy, marginal
 *   <dd>−log of the unnormalised probability of some groups, the others summed out; their distribution
 *   <dt>clamp, context
 *   <dd>a value that is given and not sampled; a group that is always given
 *   <dt>projection
 *   <dd>Wᵀx, what the filters W of a factored term see of a group; its fields, energy and gradient share it
 * </dl>
 *
 * <h2>How to add your own term</h2>
 *
 * <p>Write its energy, field and gradient; the laws of boltzmann-testkit say whether they belong together. A coupling of each unit
 * of one group with its counterpart of another:
 *
 * <pre>{@code
 * record OneToOne(Group a, Group b, Parameter strength) implements Term {
 *
 *     static OneToOne between(Group a, Group b) {
 *         String name = a.name() + "-" + b.name() + ".strength";
 *         return new OneToOne(a, b, Parameter.weights(name, Initializer.normal(0.01), a.size()));
 *     }
 *
 *     public List<Group> groups() {
 *         return List.of(a, b);
 *     }
 *
 *     public List<Parameter> parameters() {
 *         return List.of(strength);
 *     }
 *
 *     public void addEnergy(ParameterValues theta, State x, double[] energy) { // E = -sum_i s_i a_i b_i
 *         Matrix field = Matrix.zeros(a.size(), x.columns());
 *         addField(theta, a, x, field);
 *         Passes.addDots(-1, field, x.of(a), energy);
 *     }
 *
 *     public void addField(ParameterValues theta, Group target, State x, Matrix field) { // s_i times the other's x_i
 *         Matrix product = x.of(target.equals(a) ? b : a).copy();
 *         for (int j = 0; j < x.columns(); j++) {
 *             Passes.multiply(theta.of(strength), product.columns(j, j + 1));
 *         }
 *         Passes.addScaled(1, product, field);
 *     }
 *
 *     public void addGradient(ParameterValues theta, State x, ColumnWeights weights, Gradient gradient) { // a_i b_i
 *         Matrix product = x.of(a).copy();
 *         Passes.multiply(x.of(b), product);
 *         Passes.addSumOfColumns(weights.factor(), product, weights.perColumn(), gradient.of(strength));
 *     }
 * }
 * }</pre>
 *
 * <p>The machine {@code BoltzmannMachine.of(Bias.on(v), OneToOne.between(v, h), Pairwise.between(v, h))} can be sampled, trained
 * and measured like any other. With a {@link org.boltzmann.core.TermType} it can be stored in a file too.
 */
package org.boltzmann.core;
