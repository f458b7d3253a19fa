/** What a machine is worth: log Z by annealing with its error, log-likelihood, pseudo-log-likelihood, reconstruction error. */
package org.boltzmann.core.estimate;
