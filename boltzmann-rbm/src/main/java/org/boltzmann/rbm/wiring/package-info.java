/**
 * The restricted machines and the general one as named variants with settings: what this module contributes to programs that have it
 * on their class path.
 *
 * <p>{@link org.boltzmann.rbm.wiring.RbmContribution} is found by the service loader, {@link org.boltzmann.rbm.wiring.RbmVariants} are the variants, each with
 * its source. How a module of your own does the same stands in the documentation of {@link org.boltzmann.core.wiring}.
 */
package org.boltzmann.rbm.wiring;
