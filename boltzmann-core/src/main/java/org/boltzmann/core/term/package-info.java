/**
 * Terms: the alphabet in which energies are written.
 *
 * <p>{@link org.boltzmann.core.term.Bias} for one group, {@link org.boltzmann.core.term.Pairwise} and {@link org.boltzmann.core.term.ThreeWay} for all products of units of two
 * and of three, {@link org.boltzmann.core.term.Factored} for products of any order through factors, {@link org.boltzmann.core.term.Lateral} and
 * {@link org.boltzmann.core.term.LateralEdges} between the units of one group. {@link org.boltzmann.core.term.TermTypes} are their names in declarations.
 *
 * <p>How to add one stands in the documentation of {@link org.boltzmann.core}.
 */
package org.boltzmann.core.term;
