/**
 * Sampling whatever is not clamped; it knows groups and terms but no particular one.
 *
 * <p>{@link org.boltzmann.core.sample.GibbsSampler} finds from the machine which groups can be drawn together and runs many chains at once, of
 * which every column of a {@link org.boltzmann.core.State} is one; {@link org.boltzmann.core.sample.MeanField} puts means in the place of samples. What is
 * clamped is the same for both, and whoever trains, completes or estimates uses them with other clamps.
 *
 * <p>Source: S. Geman, D. Geman, "Stochastic relaxation, Gibbs distributions, and the Bayesian restoration of images", 1984.
 */
package org.boltzmann.core.sample;
