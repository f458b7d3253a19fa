package org.boltzmann.core.term;

import org.boltzmann.core.linalg.Matrix;

/**
 * Which columns each unit of a group is not 0 in, and its values there: the values of a group by rows, zeros left out. Of an exact
 * one-hot label every column is in one list.
 */
final class Active {

    private final int units;
    private final int[] starts;
    private int[] columns = {};
    private float[] values = {};
    private final boolean[] wanted;

    Active(int units) {
        this.units = units;
        this.starts = new int[units + 1];
        this.wanted = new boolean[units];
    }

    /**
     * Takes over a group's values.
     *
     * @param x units x columns
     * @param weights what each column is multiplied by; null for 1
     */
    void set(Matrix x, float[] weights) {
        java.util.Arrays.fill(starts, 0);
        int n = x.columns();
        for (int j = 0; j < n; j++) {
            int start = x.columnStart(j);
            for (int u = 0; u < units; u++) {
                starts[u + 1] += x.data()[start + u] != 0 ? 1 : 0;
            }
        }
        for (int u = 0; u < units; u++) {
            wanted[u] = starts[u + 1] > 0;
            starts[u + 1] += starts[u];
        }
        int count = starts[units];
        if (columns.length < count) { // at once as many as there can be: what is active changes from call to call
            int room = count > n ? units * n : n;
            columns = new int[room];
            values = new float[room];
        }
        for (int j = 0; j < n; j++) {
            int start = x.columnStart(j);
            for (int u = 0; u < units; u++) {
                float value = x.data()[start + u];
                if (value != 0) {
                    int entry = starts[u]++;
                    columns[entry] = j;
                    values[entry] = weights == null ? value : weights[j] * value;
                }
            }
        }
        System.arraycopy(starts, 0, starts, 1, units);
        starts[0] = 0;
    }

    int units() {
        return units;
    }

    /** Number of values that are not 0. */
    int count() {
        return starts[units];
    }

    int count(int unit) {
        return starts[unit + 1] - starts[unit];
    }

    /** First entry of a unit in {@link #columns} and {@link #values}; of the number of units, the end. */
    int start(int unit) {
        return starts[unit];
    }

    /** The columns' indices, unit by unit, ascending for each. */
    int[] columns() {
        return columns;
    }

    float[] values() {
        return values;
    }

    /** Which units are active at all. */
    boolean[] wanted() {
        return wanted;
    }

    /** The values of one unit in all columns, zeros and all. */
    void fillRow(int unit, float[] row) {
        java.util.Arrays.fill(row, 0);
        for (int entry = start(unit); entry < start(unit + 1); entry++) {
            row[columns[entry]] = values[entry];
        }
    }
}
