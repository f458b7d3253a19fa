/**
 * What a machine is worth: log Z with its error, and what follows from it.
 *
 * <p>{@link org.boltzmann.core.estimate.LogPartitionEstimate} is log Z by enumeration or by
 * {@link org.boltzmann.core.estimate.AnnealedImportanceSampling}, {@link org.boltzmann.core.estimate.LogLikelihood} the mean log p of data by it. Without a
 * partition function there are {@link org.boltzmann.core.estimate.PseudoLogLikelihood} and, to see that something happens,
 * {@link org.boltzmann.core.estimate.ReconstructionError}; where hidden units cannot be summed out, {@link org.boltzmann.core.estimate.MeanFieldBound}.
 *
 * <p>Source: R. Salakhutdinov, I. Murray, "On the quantitative analysis of deep belief networks", ICML 2008; the others name their own.
 */
package org.boltzmann.core.estimate;
