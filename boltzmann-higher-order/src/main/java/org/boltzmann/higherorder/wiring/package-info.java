/**
 * Higher-order machines as named variants, and their terms by name: what this module contributes to programs that have it on their
 * class path, by {@link org.boltzmann.higherorder.wiring.HigherOrderContribution}.
 *
 * <p>The variants are of k-th order, gated, factored, multiplied by a label or a component, and point-wise gated; each names its source.
 * The machines themselves stand in the documentation of {@link org.boltzmann.higherorder}.
 */
package org.boltzmann.higherorder.wiring;
