/**
 * Terms: the alphabet in which energies are written. Bias, pairwise, three-way, factored of any order, and
 * lateral between the units of one group.
 *
 * <p>How to add one stands in the documentation of {@link org.boltzmann.core}.
 */
package org.boltzmann.core.term;
