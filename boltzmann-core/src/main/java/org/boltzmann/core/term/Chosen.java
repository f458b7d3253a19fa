package org.boltzmann.core.term;

import org.boltzmann.core.Group;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;

/** The units of a one-hot group that are on, column by column, and their values: a matrix without its zeros. */
final class Chosen {

    private final Group group;
    private final int[] units;
    private final int[] columns;
    private final float[] values;
    private int count;

    Chosen(Group group, int columns) {
        this.group = group;
        int most = group.blocks() * columns;
        this.units = new int[most];
        this.columns = new int[most];
        this.values = new float[most];
    }

    /**
     * Looks at the group's values.
     *
     * @param factor what every value is multiplied by
     * @param weights what the values of each column are multiplied by; null for 1
     * @return false, and nothing can be asked, if more units are on than there are blocks: they hold means
     */
    boolean set(State state, float factor, float[] weights) {
        Matrix x = state.of(group);
        count = 0;
        for (int j = 0; j < x.columns(); j++) {
            int start = x.columnStart(j);
            float weight = weights == null ? factor : factor * weights[j];
            for (int i = 0; i < x.rows(); i++) {
                float value = x.data()[start + i];
                if (value != 0) {
                    if (count == units.length) {
                        return false;
                    }
                    units[count] = i;
                    columns[count] = j;
                    values[count++] = weight * value;
                }
            }
        }
        return true;
    }

    int count() {
        return count;
    }

    int[] units() {
        return units;
    }

    int[] columns() {
        return columns;
    }

    float[] values() {
        return values;
    }
}
