package org.boltzmann.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Workers;

/**
 * How a data set is shown to a machine: which group holds its values, and how a value of the file becomes a value of a unit.
 *
 * <p>With a random encoding the values are drawn anew at each presentation; {@link #frozen} draws them once, for evaluation.
 */
public final class Presentation {

    private final DataSet data;
    private final Group group;
    private final Encoding encoding;
    private final boolean complete;

    /**
     * Shows a data set to one group.
     *
     * @param data the data set, one example a column
     * @param group the group that holds its values
     * @param encoding how a value becomes a unit's
     * @throws DataException if the encoding cannot take the data's values
     * @throws IllegalArgumentException if the group has not as many units as the data has features
     */
    public Presentation(DataSet data, Group group, Encoding encoding) {
        if (data.features() != group.size()) {
            throw new IllegalArgumentException("data set " + data.name() + " has " + data.features()
                    + " features but group " + group.name() + " has " + group.size() + " units");
        }
        encoding.check(data);
        this.data = data;
        this.group = group;
        this.encoding = encoding;
        this.complete = checkStates();
    }

    /**
     * A value that is no state of its unit would be learned from and measured without a word, and to no purpose.
     *
     * @return whether no value is missing
     */
    private boolean checkStates() {
        boolean none = true;
        int block = group.type().block();
        Matrix column = Matrix.zeros(group.size(), 1);
        for (int j = 0; j < size(); j++) {
            column.set(data.values().columns(j, j + 1));
            encoding.apply(column, RandomKey.of(j).generator(), column);
            for (int i = 0; i < group.size(); i += block) {
                boolean missing = isMissing(column.data(), i, block);
                none &= !missing;
                if (!missing && !group.type().isState(column.data(), i)) {
                    float[] values = Arrays.copyOfRange(column.data(), i, i + block);
                    throw new DataException(
                            "data set " + data.name() + ", example " + j + ", feature " + i + ": " + encoding
                                    + " gives " + Arrays.toString(values) + ", which is no state of a "
                                    + group.type().name()
                                    + " unit; choose another encoding or another type of unit");
                }
            }
        }
        return none;
    }

    /** As {@link State#observe} has it: a block is missing as a whole if one of its values is. */
    private static boolean isMissing(float[] values, int start, int block) {
        for (int i = start; i < start + block; i++) {
            if (Float.isNaN(values[i])) {
                return true;
            }
        }
        return false;
    }

    /**
     * The groups the data give.
     *
     * @return the group that holds the values
     */
    public List<Group> observed() {
        return List.of(group);
    }

    /**
     * Number of examples.
     *
     * @return the size of the data set
     */
    public int size() {
        return data.size();
    }

    /**
     * The data set.
     *
     * @return the data set shown
     */
    public DataSet data() {
        return data;
    }

    /**
     * What is shown, and how: a checksum of the values, the group and the encoding, the same in every run. The name of the data
     * set, which may be where it lies, is no part of it.
     *
     * @return one line
     */
    public String identity() {
        return "SHA-256 " + data.sha256() + " on " + group + ", " + encoding;
    }

    /**
     * Puts examples into a state, one a column, and clamps them; missing values stay open.
     *
     * @param examples indexes of examples, as many as the state has columns
     * @param key where randomness comes from
     * @param x the state
     */
    public void present(int[] examples, RandomKey key, State x) {
        if (examples.length != x.columns()) {
            throw new IllegalArgumentException(
                    examples.length + " examples do not fit a state of " + x.columns() + " columns");
        }
        present(examples, 0, key, x);
    }

    /**
     * Puts examples into a state, one a column, and clamps them; missing values stay open.
     *
     * @param order indexes of examples
     * @param from where in the order those begin that are shown
     * @param key where randomness comes from
     * @param x the state; it has as many columns as examples are shown
     * @throws IndexOutOfBoundsException if the order ends before the state's last column
     */
    public void present(int[] order, int from, RandomKey key, State x) {
        Objects.checkFromIndexSize(from, x.columns(), order.length);
        Matrix units = complete ? x.of(group) : x.drawn(group);
        List<Matrix> tiles = units.tiles(Kernels.get().partition(), group.type().block());
        Workers.shared()
                .run(tiles.size(), new Gathering(order, from - units.firstColumn(), units.firstRow(), key, tiles));
        if (complete) {
            x.clamp(group);
            x.changed(group);
        } else {
            x.observe(group, units);
        }
    }

    /** Copies and encodes examples, tile by tile; each tile's draws have a stream of their own. */
    private final class Gathering implements Workers.Task {

        private final int[] order;
        private final int from;
        private final int firstRow;
        private final RandomKey key;
        private final List<Matrix> tiles;

        Gathering(int[] order, int from, int firstRow, RandomKey key, List<Matrix> tiles) {
            this.order = order;
            this.from = from;
            this.firstRow = firstRow;
            this.key = key;
            this.tiles = tiles;
        }

        @Override
        public void run(int tile) {
            Matrix units = tiles.get(tile);
            Matrix values = data.values();
            for (int j = 0; j < units.columns(); j++) {
                System.arraycopy(
                        values.data(),
                        values.columnStart(order[from + units.firstColumn() + j]) + units.firstRow() - firstRow,
                        units.data(),
                        units.columnStart(j),
                        units.rows());
            }
            encoding.apply(units, encoding.isRandom() ? key.at(tile).generator() : null, units);
        }
    }

    /**
     * The same data, drawn once where the encoding is random.
     *
     * @param key where randomness comes from
     * @return a presentation whose values no longer change
     */
    public Presentation frozen(RandomKey key) {
        return new Presentation(encoding.frozen(data, key), group, Encoding.asIs());
    }

    /**
     * The mean of the units' values, missing ones left out.
     *
     * <p>A random encoding draws every value once for it.
     *
     * @param key where randomness comes from
     * @return the mean of each observed group, one column; NaN for a unit that is missing throughout
     */
    public Map<Group, Matrix> means(RandomKey key) {
        double[] sum = new double[group.size()];
        int[] count = new int[group.size()];
        Matrix column = Matrix.zeros(group.size(), 1);
        for (int j = 0; j < size(); j++) {
            column.set(data.values().columns(j, j + 1));
            encoding.apply(column, key.at(j).generator(), column);
            for (int i = 0; i < sum.length; i++) {
                float value = column.data()[i];
                if (!Float.isNaN(value)) {
                    sum[i] += value;
                    count[i]++;
                }
            }
        }
        Matrix mean = Matrix.zeros(group.size(), 1);
        for (int i = 0; i < sum.length; i++) {
            mean.set(i, 0, count[i] == 0 ? Float.NaN : (float) (sum[i] / count[i]));
        }
        Map<Group, Matrix> means = new HashMap<>();
        means.put(group, mean);
        return means;
    }

    /**
     * All examples in order, a part at a time, in states of a machine.
     *
     * @param machine the machine
     * @param columns examples in a part; the last has fewer if they don't divide the data
     * @param key where randomness comes from
     * @return the parts; a state is used again for the next part of its size
     */
    public Iterable<State> parts(BoltzmannMachine machine, int columns, RandomKey key) {
        return () -> new Iterator<>() {
            private final Map<Integer, State> states = new HashMap<>();
            private int next;

            @Override
            public boolean hasNext() {
                return next < size();
            }

            @Override
            public State next() {
                int[] examples = new int[Math.min(columns, size() - next)];
                for (int j = 0; j < examples.length; j++) {
                    examples[j] = next + j;
                }
                State x = states.computeIfAbsent(examples.length, machine::newState);
                present(examples, key.at(next), x);
                next += examples.length;
                return x;
            }
        };
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>(List.of(data.name(), "on", group.name(), encoding.toString()));
        return String.join(" ", parts);
    }
}
