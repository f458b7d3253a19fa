package org.boltzmann.higherorder;

import java.util.Arrays;
import org.boltzmann.core.linalg.Matrix;

/**
 * Values of single units for some configurations at a time, each unit's beside each other: matrices hold a configuration's units
 * together, but a product of units is the same for all configurations, and a loop over those is what becomes vector instructions.
 *
 * <p>A unit is copied when it is asked for first, so that a product of few units of a large group costs no more than those.
 */
final class UnitRows {

    /** Configurations at a time: rows of some units stay in the nearest cache. */
    static final int WIDTH = 512;

    private float[][] rows = {};
    private int[] filled = {};
    private int[] used = {};
    private int count;
    private int stamp;

    /** Forgets all rows; from now on there are as many units. */
    void begin(int units) {
        if (rows.length < units) {
            rows = Arrays.copyOf(rows, units);
            used = Arrays.copyOf(used, units);
            filled = new int[units];
            stamp = 0;
        }
        if (++stamp == 0) {
            Arrays.fill(filled, 0);
            stamp = 1;
        }
        count = 0;
    }

    /** A unit's row; null before it was made. */
    float[] find(int unit) {
        return filled[unit] == stamp ? rows[unit] : null;
    }

    private float[] make(int unit) {
        if (rows[unit] == null) {
            rows[unit] = new float[WIDTH];
        }
        filled[unit] = stamp;
        used[count++] = unit;
        return rows[unit];
    }

    /** Makes a unit's row: row {@code row} of a matrix from a column on. */
    float[] copy(int unit, Matrix values, int row, int column, int n) {
        float[] to = make(unit);
        float[] from = values.data();
        int step = values.stride();
        int at = values.columnStart(column) + row;
        for (int j = 0; j < n; j++, at += step) {
            to[j] = from[at];
        }
        return to;
    }

    /** Makes a unit's row: the difference of two. */
    float[] subtract(int unit, float[] less, float[] from, int n) {
        float[] to = make(unit);
        for (int j = 0; j < n; j++) {
            to[j] = from[j] - less[j];
        }
        return to;
    }

    /** A unit's sum, 0 at first. */
    float[] sum(int unit, int n) {
        float[] known = find(unit);
        if (known != null) {
            return known;
        }
        float[] to = make(unit);
        Arrays.fill(to, 0, n, 0);
        return to;
    }

    /** Adds all rows to a matrix, from one of its columns on; its first row is that of unit {@code first}. */
    void addTo(Matrix target, int first, int column, int n) {
        float[] to = target.data();
        int step = target.stride();
        for (int k = 0; k < count; k++) {
            float[] from = rows[used[k]];
            int at = target.columnStart(column) + used[k] - first;
            for (int j = 0; j < n; j++, at += step) {
                to[at] += from[j];
            }
        }
    }
}
