/**
 * Machines of sequences: a network computes from the frames before what shifts a machine's biases, and its weights.
 *
 * <p>Nothing of a Boltzmann machine is written here again. A context group u is joined to a machine by ordinary terms, and a
 * {@link org.boltzmann.core.ContextNetwork} computes it: {@link org.boltzmann.sequence.Elman}, {@link org.boltzmann.sequence.Lstm}, or
 * {@link org.boltzmann.sequence.DelayLine} for the last frames as they are. So any machine with a context group can be
 * conditioned:
 *
 * <pre>{@code
 * Group u = Group.of("u", new Real(), 100);
 * BoltzmannMachine machine = ConditionalMachines.of(v, h, u, Emission.biases(), First.matchedTo(v))
 *         .conditionedBy(Elman.reading(v, u, Activation.TANH, 0.01, 0.01));
 * Objective objective = new ThroughTime(machine, likelihood);
 * }</pre>
 */
package org.boltzmann.sequence;
