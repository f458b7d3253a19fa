package org.boltzmann.core.data;

import java.util.random.RandomGenerator;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.linalg.Elementwise;
import org.boltzmann.core.linalg.Lanes;
import org.boltzmann.core.linalg.Matrix;

/**
 * How the values of a file become values of units.
 *
 * <pre>{@code
 * Encoding.bernoulli()             // a grey value is the probability of 1, drawn anew at every look
 * Encoding.threshold(0.5).spin()   // darker than half: +1, else -1
 * Encoding.means()                 // a grey value is the mean of a binary unit and is shown as it is
 * }</pre>
 *
 * <p>A missing value stays missing. {@link #toString()} is the name under which settings store the encoding, and
 * {@link #parse} reads it.
 */
public sealed interface Encoding {

    /**
     * Values as they are.
     *
     * @return the encoding
     */
    static Encoding asIs() {
        return new AsIs();
    }

    /**
     * 1 where a value is above a threshold, else 0.
     *
     * @param above the threshold, finite; a value equal to it becomes 0
     * @return the encoding
     * @throws IllegalArgumentException if the threshold is not finite
     */
    static Encoding threshold(double above) {
        return new Threshold(above);
    }

    /**
     * 1 with the probability a value gives, else 0; drawn anew at every look.
     *
     * @return the encoding, for values within 0 and 1
     */
    static Encoding bernoulli() {
        return new Bernoulli();
    }

    /**
     * A value is the mean of a binary unit and is shown as it is, as published protocols do it with grey pixels.
     *
     * <p>Nothing is drawn. A value that is no state of its unit has no probability: there is no likelihood of such data.
     *
     * @return the encoding, for values within 0 and 1
     */
    static Encoding means() {
        return new Means();
    }

    /**
     * From 0 and 1 to -1 and +1: this encoding, then 2 x - 1.
     *
     * @return the encoding for units of values -1 and +1
     * @throws IllegalArgumentException if this encoding gives such values already
     */
    default Encoding spin() {
        return new Spin(this);
    }

    /**
     * The encoding of a name as {@link #toString()} gives it.
     *
     * @param name {@code as-is}, {@code bernoulli}, {@code means} or {@code threshold(0.5)}, each perhaps followed by {@code .spin}
     * @return the encoding
     * @throws IllegalArgumentException if there is no such encoding
     */
    static Encoding parse(String name) {
        if (name.endsWith(".spin") && !name.endsWith(".spin.spin")) {
            return parse(name.substring(0, name.length() - ".spin".length())).spin();
        }
        if (name.equals("as-is")) {
            return asIs();
        }
        if (name.equals("bernoulli")) {
            return bernoulli();
        }
        if (name.equals("means")) {
            return means();
        }
        if (name.startsWith("threshold(") && name.endsWith(")")) {
            try {
                return threshold(Double.parseDouble(name.substring("threshold(".length(), name.length() - 1)));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("the threshold of the encoding " + name + " is not a number", e);
            }
        }
        throw new IllegalArgumentException("no encoding " + name
                + "; known are as-is, bernoulli, means and threshold(0.5), each also with .spin after it");
    }

    /**
     * Encodes values.
     *
     * @param values features x examples, as {@link #check} accepts them
     * @param random where draws come from, one a value; untouched, and may be null, where not {@link #isRandom()}
     * @param units the encoded values, of the same shape; may be the same matrix
     * @throws IllegalArgumentException if the shapes differ
     */
    void apply(Matrix values, RandomGenerator random, Matrix units);

    /**
     * Whether the same value may be encoded differently at the next look.
     *
     * @return true if draws are made
     */
    boolean isRandom();

    /**
     * Whether a value of a unit may be a mean of its states and no state.
     *
     * @return true for {@link #means()}, with spins or without
     */
    default boolean givesMeans() {
        return false;
    }

    /**
     * Refuses data this encoding has no meaning for.
     *
     * @param data the data
     * @throws DataException if a value is out of range: names data set, example, feature and remedy
     */
    void check(DataSet data);

    /**
     * The data encoded once and for all, for evaluation.
     *
     * @param data the data, checked
     * @param key equal keys give equal data; the first examples do not depend on how many follow
     * @return a data set with values of its own
     * @throws DataException if a value is out of range
     */
    default DataSet frozen(DataSet data, RandomKey key) {
        check(data);
        Matrix units = Matrix.zeros(data.features(), data.size());
        for (int j = 0; j < data.size(); j++) {
            apply(data.values().columns(j, j + 1), key.at(j).generator(), units.columns(j, j + 1));
        }
        return data.withValues(units);
    }

    /**
     * The name under which settings store this encoding.
     *
     * @return the name, which {@link #parse} reads
     */
    @Override
    String toString();

    /** Values as they are. */
    record AsIs() implements Encoding {

        @Override
        public void apply(Matrix values, RandomGenerator random, Matrix units) {
            if (values != units) {
                units.set(values);
            }
        }

        @Override
        public boolean isRandom() {
            return false;
        }

        @Override
        public void check(DataSet data) {}

        @Override
        public String toString() {
            return "as-is";
        }
    }

    /**
     * 1 above a threshold, else 0.
     *
     * <p>Construction is refused with an {@link IllegalArgumentException} if the threshold is not finite.
     *
     * @param above the threshold, finite
     */
    record Threshold(double above) implements Encoding {

        public Threshold {
            if (!Double.isFinite((float) above)) {
                throw new IllegalArgumentException("a threshold must be finite but is " + above);
            }
        }

        @Override
        public void apply(Matrix values, RandomGenerator random, Matrix units) {
            values.checkSameShape(units);
            float threshold = (float) above;
            for (int j = 0; j < values.columns(); j++) {
                int from = values.columnStart(j);
                int to = units.columnStart(j);
                for (int i = 0; i < values.rows(); i++) {
                    units.data()[to + i] = Step.above(values.data()[from + i], threshold);
                }
            }
        }

        @Override
        public boolean isRandom() {
            return false;
        }

        @Override
        public void check(DataSet data) {}

        @Override
        public String toString() {
            return "threshold(" + above + ")";
        }
    }

    /** 1 with the probability a value gives. */
    record Bernoulli() implements Encoding {

        @Override
        public void apply(Matrix values, RandomGenerator random, Matrix units) {
            values.checkSameShape(units);
            Elementwise.draw(values, random, Lanes::above, units);
        }

        @Override
        public boolean isRandom() {
            return true;
        }

        @Override
        public void check(DataSet data) {
            Step.checkUnitInterval(data, this);
        }

        @Override
        public String toString() {
            return "bernoulli";
        }
    }

    /** A value is the mean of a binary unit. */
    record Means() implements Encoding {

        @Override
        public void apply(Matrix values, RandomGenerator random, Matrix units) {
            if (values != units) {
                units.set(values);
            }
        }

        @Override
        public boolean isRandom() {
            return false;
        }

        @Override
        public boolean givesMeans() {
            return true;
        }

        @Override
        public void check(DataSet data) {
            Step.checkUnitInterval(data, this);
        }

        @Override
        public String toString() {
            return "means";
        }
    }

    /**
     * From 0 and 1 to -1 and +1.
     *
     * <p>Construction is refused with an {@link IllegalArgumentException} if that gives -1 and +1
     * already.
     *
     * @param binary what gives 0 and 1
     */
    record Spin(Encoding binary) implements Encoding {

        public Spin {
            if (binary instanceof Spin) {
                throw new IllegalArgumentException(binary + " gives -1 and +1 already; leave out the second .spin");
            }
        }

        @Override
        public void apply(Matrix values, RandomGenerator random, Matrix units) {
            binary.apply(values, random, units);
            for (int j = 0; j < units.columns(); j++) {
                int start = units.columnStart(j);
                for (int i = start; i < start + units.rows(); i++) {
                    units.data()[i] = 2 * units.data()[i] - 1;
                }
            }
        }

        @Override
        public boolean isRandom() {
            return binary.isRandom();
        }

        @Override
        public boolean givesMeans() {
            return binary.givesMeans();
        }

        @Override
        public void check(DataSet data) {
            binary.check(data);
            if (binary instanceof AsIs) {
                Step.checkBinary(data, this);
            }
        }

        @Override
        public String toString() {
            return binary + ".spin";
        }
    }
}
