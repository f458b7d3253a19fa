package org.boltzmann.examples.data;

import java.util.random.RandomGenerator;

/** Random numbers made of {@code nextLong} by exact arithmetic alone, so that no Java draws them otherwise. */
final class Draws {

    private static final double UNIT = 0x1.0p-53;

    private Draws() {}

    /** 0 to bound - 1, with a bias of at most bound / 2^32. */
    static int below(int bound, RandomGenerator random) {
        return (int) (((random.nextLong() >>> 32) * bound) >>> 32);
    }

    static double between(double low, double high, RandomGenerator random) {
        return low + (high - low) * unit(random);
    }

    /** Mean 0, standard deviation 1 / 2, never beyond 1.5: three uniform numbers. */
    static double bell(RandomGenerator random) {
        return unit(random) + unit(random) + unit(random) - 1.5;
    }

    private static double unit(RandomGenerator random) {
        return (random.nextLong() >>> 11) * UNIT;
    }
}
