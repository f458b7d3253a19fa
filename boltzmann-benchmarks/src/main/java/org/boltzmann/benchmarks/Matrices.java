package org.boltzmann.benchmarks;

import java.util.SplittableRandom;
import org.boltzmann.core.linalg.Backends;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Partition;
import org.boltzmann.core.linalg.Workers;

/** What all benchmarks compute with. */
final class Matrices {

    private Matrices() {}

    /** Uniform from -1 to 1: no zeros that a backend could skip. */
    static Matrix random(int rows, int columns) {
        SplittableRandom random = new SplittableRandom(1);
        Matrix x = Matrix.zeros(rows, columns);
        for (int i = 0; i < x.data().length; i++) {
            x.data()[i] = (float) random.nextDouble(-1, 1);
        }
        return x;
    }

    static void use(String backend, int threads) {
        Kernels.use(Backends.choose(backend).backend(), Partition.AUTO);
        Workers.useThreads(threads);
    }
}
