package org.boltzmann.core;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Names a stream of random numbers by where it is used: seed, epoch, step, group, tile.
 *
 * <p>A key is a value, not a generator: equal paths give equal streams, in whatever order and on whatever thread they are drawn.
 * That is what makes a run repeatable, resumable and independent of the number of threads.
 *
 * <pre>{@code
 * RandomKey step = RandomKey.of(seed).at(epoch).at(index);
 * RandomGenerator random = step.at("h").generator();
 * }</pre>
 *
 * <p>Derivation is the finaliser of SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators",
 * OOPSLA 2014) applied to the parent's key plus a multiple of the golden ratio; the numbers come from {@link SplittableRandom}.
 *
 * @param value the 64 bits of the key
 */
public record RandomKey(long value) {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    /**
     * The root of a run's keys.
     *
     * @param seed the run's seed
     * @return its key
     */
    public static RandomKey of(long seed) {
        return new RandomKey(mix(seed + GOLDEN_GAMMA));
    }

    /**
     * The key one level down.
     *
     * @param index epoch, step, sweep, tile ..., at least 0
     * @return a key that differs from those of all other indexes of at least 0
     */
    public RandomKey at(long index) {
        return new RandomKey(mix(value + GOLDEN_GAMMA * (2 * index + 1)));
    }

    /**
     * The key one level down, by name.
     *
     * @param name a group's name, or a purpose such as {@code "shuffle"}
     * @return a key that differs from this one and from those of other names
     */
    public RandomKey at(String name) {
        long hash = 0;
        for (int i = 0; i < name.length(); i++) {
            hash = mix(hash + GOLDEN_GAMMA + name.charAt(i));
        }
        return at(hash);
    }

    /**
     * The stream this key names, from its beginning.
     *
     * @return a new generator
     */
    public RandomGenerator generator() {
        return new SplittableRandom(value);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
