package org.boltzmann.discriminative;

import org.boltzmann.core.Gradient;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;

/**
 * A machine whose label is clamped to each of its K classes in turn, everything hidden summed out: F_k(x) = F(x, y = k).
 *
 * <p>From these free energies follows p(y = k | x) = exp(−F_k) / Σ exp(−F_l), and every gradient of classification is a weighted
 * sum of theirs: Σ_jk w_kj (−∂F_k(x_j)/∂θ). With w_k = 1{k = y} − p(k | x) it is that of log p(y | x); with w_k = p(k | x), of
 * log p(x) before the model's half is subtracted.
 */
interface ClampedLabels {

    /**
     * The logarithms of the classes' probabilities.
     *
     * @param x a state; values of the label and of hidden groups are not looked at
     * @param logProbabilities log p(y = k | x_j) at k + K j, overwritten
     */
    void fillLogProbabilities(State x, double[] logProbabilities);

    /**
     * Adds the weighted sum of the −∂F_k/∂θ.
     *
     * @param x the state of the last call of {@link #fillLogProbabilities}, unchanged since, as are the parameters
     * @param weights w, classes x columns
     * @param gradient added to
     */
    void addGradient(State x, Matrix weights, Gradient gradient);
}
