package org.boltzmann.core.data;

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
        return new DataException(
                "data set " + data.name() + ", example " + example + ", feature " + feature + ": the encoding "
                        + encoding + " needs " + wanted + ", but the value is "
                        + data.values().get(feature, example)
                        + "; scale the data to 0..1 or encode it by a threshold");
    }
}
