package org.boltzmann.core.data;

import java.util.random.RandomGenerator;
import org.boltzmann.core.RandomKey;

/** Random orders that depend on the key alone, not on how a JDK draws bounded numbers. */
final class Shuffle {

    private Shuffle() {}

    static int[] order(int n, RandomKey key) {
        int[] order = new int[n];
        fill(order, key);
        return order;
    }

    /** The numbers 0 to n - 1 by Fisher and Yates. */
    static void fill(int[] order, RandomKey key) {
        RandomGenerator random = key.generator();
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        for (int i = order.length - 1; i > 0; i--) {
            // a bias of at most n / 2^32
            int other = (int) (((random.nextLong() >>> 32) * (i + 1)) >>> 32);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
    }

    static int[] identity(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        return order;
    }
}
