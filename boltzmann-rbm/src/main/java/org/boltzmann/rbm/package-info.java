/**
 * Machines of second order: the restricted Boltzmann machines of any two types of units, and the general one.
 *
 * <p>Each is a list of groups and terms from a static factory: {@link org.boltzmann.rbm.Rbms} joins a visible and a hidden group,
 * {@link org.boltzmann.rbm.GeneralMachines} couples the units of a group with each other too, as its {@link org.boltzmann.rbm.Couplings} say.
 *
 * <pre>{@code
 * BoltzmannMachine rbm = Rbms.bernoulli(784, 500);
 * }</pre>
 *
 * <p>Sources: P. Smolensky, "Information processing in dynamical systems: foundations of harmony theory", 1986; D. Ackley, G. Hinton,
 * T. Sejnowski, "A learning algorithm for Boltzmann machines", Cognitive Science 9, 1985.
 */
package org.boltzmann.rbm;
