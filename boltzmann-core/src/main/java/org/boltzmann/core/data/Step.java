package org.boltzmann.core.data;

import org.boltzmann.core.Excerpt;
import org.boltzmann.core.linalg.Matrix;

/** What the encodings share: a step without a branch, and the ranges they ask for. */
final class Step {

    private Step() {}

    /** 1 if value is above threshold, else 0; NaN for NaN. The sign of a difference of floats is always right. */
    static float above(float value, float threshold) {
        return (Float.floatToRawIntBits(threshold - value) >>> 31) + 0 * value;
    }

    static void checkUnitInterval(DataSet data, Encoding encoding) {
        Matrix values = data.values();
        for (int j = 0; j < values.columns(); j++) {
            for (int i = 0; i < values.rows(); i++) {
                float value = values.get(i, j);
                if (value < 0 || value > 1) {
                    throw refused(data, encoding, i, j, "a probability, within 0 and 1");
                }
            }
        }
    }

    static void checkBinary(DataSet data, Encoding encoding) {
        Matrix values = data.values();
        for (int j = 0; j < values.columns(); j++) {
            for (int i = 0; i < values.rows(); i++) {
                float value = values.get(i, j);
                if (value != 0 && value != 1 && !Float.isNaN(value)) {
                    throw refused(data, encoding, i, j, "0 or 1");
                }
            }
        }
    }

    private static DataException refused(DataSet data, Encoding encoding, int feature, int example, String wanted) {
        return new DataException(place(data, example, feature) + ": the encoding " + encoding + " needs " + wanted
                + ", but the value is " + data.values().get(feature, example) + "; " + remedy(data));
    }

    /** Where a value stands. */
    static String place(DataSet data, int example, int feature) {
        String name =
                data.columns().isEmpty() ? "" : " (" + Excerpt.of(data.columns().get(feature)) + ")";
        return "data set " + data.name() + ", example " + data.rows()[example] + ", feature " + feature + name;
    }

    /** Settings that suit values which are no probabilities and no states of binary units, the likeliest first. */
    static String remedy(DataSet data) {
        boolean spins = true;
        boolean counts = true;
        float smallest = 0;
        float largest = 0;
        Matrix values = data.values();
        for (int j = 0; j < values.columns(); j++) {
            for (int i = 0; i < values.rows(); i++) {
                float value = values.get(i, j);
                spins &= Math.abs(value) == 1 || Float.isNaN(value);
                counts &= (value >= 0 && value == Math.rint(value)) || Float.isNaN(value);
                smallest = Float.isNaN(value) ? smallest : Math.min(smallest, value);
                largest = Float.isNaN(value) ? largest : Math.max(largest, value);
            }
        }
        if (spins) {
            return "all values are -1 or +1: units of spins take them with -D encoding=as-is (variant spin-rbm); or make them"
                    + " 0 and 1 with -D encoding=threshold(0)";
        }
        if (smallest == 0 && largest <= 1) {
            return "values within 0 and 1 are probabilities with -D encoding=bernoulli, drawn anew at each look, means with"
                    + " -D encoding=means, and become 0 or 1 with -D encoding=threshold(0.5)";
        }
        String scaled =
                "scale the data with -D scaling=unit-range, or take real-valued units with -D model.visible=gaussian"
                        + " -D scaling=standardise -D encoding=as-is (variant gaussian-rbm)";
        return counts
                ? scaled
                        + "; of counts, for which there is no type of unit yet, -D encoding=threshold(0) keeps whether there"
                        + " are any; numbers that stand for categories are made one-hot with -D data.one-hot=all"
                : scaled;
    }
}
