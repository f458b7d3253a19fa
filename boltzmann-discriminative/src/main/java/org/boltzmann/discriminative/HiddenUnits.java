package org.boltzmann.discriminative;

import org.boltzmann.core.Gradient;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;

/** A hidden group that is summed out: its log partition for each class, and what it adds to the gradient. */
interface HiddenUnits {

    /**
     * Adds the log partitions in the fields that each class gives.
     *
     * @param x the data
     * @param dropout which units are left out
     * @param sums log partition of class k and column j at k + K j, added to
     */
    void addLogPartitions(State x, Dropout dropout, double[] sums);

    /**
     * Adds the weighted expectations of −∂E/∂θ of the terms that touch the group, after {@link #addLogPartitions}.
     *
     * @param x the data
     * @param weights w, classes x columns
     * @param gradient added to
     */
    void addGradient(State x, Matrix weights, Gradient gradient);
}
