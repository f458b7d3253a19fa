package org.boltzmann.discriminative;

import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.linalg.Matrix;

/**
 * Which hidden units are left out, in each column others: blocks of units, kept with the same probability.
 *
 * <p>The log partitions of units that are kept count 1 / kept times, so that the expectation of a free energy over what is
 * left out is the free energy of the whole machine, which is then used as it is.
 *
 * <p>Source: N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever, R. Salakhutdinov, "Dropout: a simple way to prevent neural
 * networks from overfitting", JMLR 15, 2014, section 10, where weights are scaled instead.
 *
 * @param kept probability of being kept, above 0; 1 leaves out nothing
 * @param key where randomness comes from
 */
record Dropout(double kept, RandomKey key) {

    /** Leaves out nothing. */
    static final Dropout NONE = new Dropout(1, RandomKey.of(0));

    boolean isNone() {
        return kept == 1;
    }

    /** 1 for units that are kept and 0 for others. */
    void fillPresent(Group group, Matrix present) {
        var random = key.at(group.name()).generator();
        int block = group.type().block();
        for (int j = 0; j < present.columns(); j++) {
            int start = present.columnStart(j);
            for (int i = 0; i < present.rows(); i += block) {
                float value = random.nextFloat() < kept ? 1 : 0;
                for (int b = 0; b < block; b++) {
                    present.data()[start + i + b] = value;
                }
            }
        }
    }
}
