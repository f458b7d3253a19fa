package org.boltzmann.sequence;

import org.boltzmann.core.linalg.Lanes;

/** What a unit of a recurrent cell makes of its field, and the derivative as a function of that. */
public enum Activation {

    /** tanh(x), whose derivative is 1 − y². */
    TANH {
        @Override
        void apply(float[] x, int n) {
            Lanes.tanh(x, n);
        }

        @Override
        void slopes(float[] y, int n) {
            for (int i = 0; i < n; i++) {
                y[i] = 1 - y[i] * y[i];
            }
        }
    },

    /** σ(x) = 1 / (1 + exp(−x)), whose derivative is y (1 − y). */
    LOGISTIC {
        @Override
        void apply(float[] x, int n) {
            Lanes.sigmoid(x, n);
        }

        @Override
        void slopes(float[] y, int n) {
            for (int i = 0; i < n; i++) {
                y[i] = y[i] - y[i] * y[i];
            }
        }
    };

    /** Replaces fields by values. */
    abstract void apply(float[] x, int n);

    /** Replaces values by the derivatives there. */
    abstract void slopes(float[] y, int n);
}
