package org.boltzmann.core.linalg;

/** Short arrays of one thread's own, for functions that go over a matrix a piece at a time. */
final class Scratch {

    private static final ThreadLocal<Scratch> OWN = ThreadLocal.withInitial(Scratch::new);

    private final float[] first = new float[Lanes.LENGTH];
    private final float[] second = new float[Lanes.LENGTH];
    private final float[] third = new float[Lanes.LENGTH];

    private final double[] doubles = new double[Lanes.LENGTH];

    private Scratch() {}

    static Scratch get() {
        return OWN.get();
    }

    float[] first() {
        return first;
    }

    float[] second() {
        return second;
    }

    /** Used by functions themselves, while the first two hold what they work on. */
    float[] third() {
        return third;
    }

    double[] doubles() {
        return doubles;
    }
}
