/**
 * Terms: the alphabet in which energies are written. Bias, pairwise, three-way, and factored of any order.
 *
 * <p>How to add one stands in the documentation of {@link org.boltzmann.core}.
 */
package org.boltzmann.core.term;
