package org.boltzmann.core.train;

/**
 * A number that changes as training goes on, such as a learning rate.
 *
 * <p>A schedule has a horizon of its own and doesn't know how long training will be, so that training longer, or stopping and
 * going on, does not change what came before.
 */
public sealed interface Schedule {

    /**
     * The value at a point of training.
     *
     * @param epoch epochs done so far, with fractions
     * @return the value
     */
    double at(double epoch);

    /**
     * One value throughout.
     *
     * @param value the value
     * @return the schedule
     */
    static Schedule constant(double value) {
        return new Constant(value);
    }

    /**
     * A straight line from one value to another, and the second from then on.
     *
     * @param from value at the beginning
     * @param to value from the horizon on
     * @param horizon in epochs, more than 0
     * @return the schedule
     */
    static Schedule linear(double from, double to, double horizon) {
        return new Linear(from, to, horizon);
    }

    /**
     * Exponential decay: {@code from} times a half for each half-life.
     *
     * @param from value at the beginning
     * @param halfLife in epochs, more than 0
     * @return the schedule
     */
    static Schedule exponential(double from, double halfLife) {
        return new Exponential(from, halfLife);
    }

    /**
     * One value, and another from some epoch on.
     *
     * @param before value at the beginning
     * @param epoch when it changes
     * @param after value from then on
     * @return the schedule
     */
    static Schedule step(double before, double epoch, double after) {
        return new Step(before, epoch, after);
    }

    /**
     * One value throughout.
     *
     * @param value the value
     */
    record Constant(double value) implements Schedule {
        @Override
        public double at(double epoch) {
            return value;
        }

        @Override
        public String toString() {
            return Double.toString(value);
        }
    }

    /**
     * A straight line, then a constant.
     *
     * @param from value at the beginning
     * @param to value from the horizon on
     * @param horizon in epochs, more than 0
     */
    record Linear(double from, double to, double horizon) implements Schedule {
        public Linear {
            checkPositive("horizon", horizon);
        }

        @Override
        public double at(double epoch) {
            return epoch >= horizon ? to : from + (to - from) * (epoch / horizon);
        }

        @Override
        public String toString() {
            return from + " to " + to + " over " + horizon + " epochs";
        }
    }

    /**
     * Exponential decay.
     *
     * @param from value at the beginning
     * @param halfLife in epochs, more than 0
     */
    record Exponential(double from, double halfLife) implements Schedule {
        public Exponential {
            checkPositive("half-life", halfLife);
        }

        @Override
        public double at(double epoch) {
            return from * StrictMath.pow(0.5, epoch / halfLife);
        }

        @Override
        public String toString() {
            return from + " halved every " + halfLife + " epochs";
        }
    }

    /**
     * Two values, one after the other.
     *
     * @param before value at the beginning
     * @param epoch when it changes
     * @param after value from then on
     */
    record Step(double before, double epoch, double after) implements Schedule {
        @Override
        public double at(double epochs) {
            return epochs < epoch ? before : after;
        }

        @Override
        public String toString() {
            return before + ", from epoch " + epoch + " on " + after;
        }
    }

    private static void checkPositive(String what, double epochs) {
        if (!(epochs > 0)) {
            throw new IllegalArgumentException("a schedule's " + what + " must be more than 0 epochs, not " + epochs);
        }
    }
}
