package org.boltzmann.examples.data;

import java.util.random.RandomGenerator;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.linalg.Matrix;

/**
 * Pictures on random noise: every pixel is the lighter of the picture's and of a grey drawn uniformly from the 256 values
 * 0, 1/255 ... 1.
 *
 * <p>Source: H. Larochelle, D. Erhan, A. Courville, J. Bergstra, Y. Bengio, "An empirical evaluation of deep architectures on problems
 * with many factors of variation", ICML 2007, whose data set mnist-back-rand has such a background behind the digits of MNIST. How
 * the two are joined where a digit is grey is not said there; the lighter of the two leaves no dark edge around it.
 */
public final class NoisyMnist {

    private NoisyMnist() {}

    /**
     * Puts noise behind pictures. The noise of an example depends on the key and the example's number alone.
     *
     * @param pictures grey values 0 to 1
     * @param key equal keys give equal noise
     * @return the same examples and labels in the same order, with other values
     */
    public static DataSet over(DataSet pictures, RandomKey key) {
        Matrix values = pictures.values().copy();
        for (int j = 0; j < values.columns(); j++) {
            RandomGenerator random = key.at(j).generator();
            long bits = 0;
            for (int i = 0; i < values.rows(); i++) {
                bits = i % 8 == 0 ? random.nextLong() : bits >>> 8;
                values.set(i, j, Math.max(values.get(i, j), (bits & 255) / 255f));
            }
        }
        return pictures.withValues(values);
    }
}
