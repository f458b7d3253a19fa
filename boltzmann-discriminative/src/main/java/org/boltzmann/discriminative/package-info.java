/**
 * Machines that classify: discriminative, hybrid and semi-supervised training of any machine with a label.
 *
 * <p>A label is a group of its own, one block of one-hot units. Where everything hidden can be summed out given data and label, the
 * free energies of the K clamped labels give p(y | x) exactly, and their gradients, weighted by 1{k = y} − p(k | x), that of its
 * logarithm. Everything here is made of these; nothing knows a machine by name:
 *
 * <pre>{@code
 * BoltzmannMachine machine = ClassRbms.bernoulli(16, 2, 8);
 * Group v = machine.group("v");
 * Group y = machine.group("y");
 * List<Group> observed = List.of(v, y);
 * Presentation labelled = new Presentation(data, List.of(v), Optional.of(y), Encoding.asIs());
 * Presentation others = new Presentation(unlabelled, v, Encoding.asIs());
 * machine.initialize(RandomKey.of(1), labelled.means(RandomKey.of(1)));
 * Objective conditional = ConditionalLikelihood.of(machine, observed, y).withDropout(0.2);
 * Objective generative =
 *         new MaximumLikelihood(new ExactPositivePhase(machine, observed), new ContrastiveDivergence(machine, 1));
 * Objective unknown = new MaximumLikelihood(
 *         UnknownLabelPhase.summed(machine, List.of(v), y), new ContrastiveDivergence(machine, 1));
 * Objective semiSupervised = conditional
 *         .plus(generative.times(0.01))
 *         .plus(new OnOtherData(machine, others, 20, unknown).times(0.1));
 * new Trainer(machine, semiSupervised, Optimizer.sgd(Schedule.constant(0.1)), 10, 1, List.of()).train(labelled, 50);
 * State x = machine.newState(data.size()).set(v, data.values());
 * int[] classes = Classifier.of(machine, observed, y).predict(x);
 * }</pre>
 *
 * <h2>How to train a machine of your own</h2>
 *
 * <p>Give it a label group and join that to what you like, by terms of the library or of your own: {@code ThreeWay.among(v, h, y)}, two
 * hidden groups of which one sees the label, a label that sees the data directly. Objectives and {@code Classifier} work as they
 * are. What it costs depends on the terms: one that joins the label to hidden units alone is asked for K columns, one that
 * joins it to hidden units and data for K columns of each case. Hidden groups joined by a term are enumerated where they are small;
 * otherwise the refusal names the term.
 *
 * <h2>How to write an objective of your own</h2>
 *
 * <p>Implement {@link org.boltzmann.core.train.Objective}: add the gradient of the quantity to be increased, divided by the number of
 * columns. Combine it with these by {@code plus} and {@code times}; contribute it under a name as
 * {@code org.boltzmann.core.wiring} says, and {@code -D objective=NAME} trains any machine with it.
 */
package org.boltzmann.discriminative;
