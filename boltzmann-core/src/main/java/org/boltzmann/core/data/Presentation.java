package org.boltzmann.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Workers;

/**
 * How a data set is shown to a machine: which groups hold its values, which one its label, and how a value of the file becomes a
 * value of a unit.
 *
 * <p>Where several groups hold the values, each takes as many features as it has units, in their order. Context groups take
 * theirs as they are. With a random encoding the values are drawn anew at each presentation; {@link #frozen} draws them once, for
 * evaluation.
 *
 * <p>{@link #inWindows} shows sequences to machines that read them.
 */
public final class Presentation {

    /** A group with the features it holds: whether none is missing, and whether some are means and no states. */
    private record Part(Group group, int firstFeature, Encoding encoding, boolean complete, boolean means) {

        /** The same once its values are encoded. */
        Part encoded() {
            return new Part(group, firstFeature, Encoding.asIs(), complete, means);
        }
    }

    private final DataSet data;
    private final List<Part> parts;
    private final Optional<Group> label;
    private final Encoding encoding;
    private final Distortion distortion;
    private final Optional<Portions> portions;

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
        this(data, List.of(group), Optional.empty(), encoding);
    }

    /**
     * Shows a data set to several groups.
     *
     * @param data the data set, one example a column
     * @param groups the groups that hold its values, each as many features as it has units; context groups among them
     * @param label the group that holds the class of an example, one block of as many units as there are classes
     * @param encoding how a value becomes a unit's
     * @throws DataException if the encoding cannot take the data's values, or some have no label but there is a group for it
     * @throws IllegalArgumentException if the groups have not as many units as the data has features, or the label's group is not
     *     one block of one unit a class
     */
    public Presentation(DataSet data, List<Group> groups, Optional<Group> label, Encoding encoding) {
        int units = groups.stream().mapToInt(Group::size).sum();
        if (data.features() != units) {
            throw new IllegalArgumentException("data set " + data.name() + " has " + data.features() + " features but "
                    + named(groups) + " " + units + " units");
        }
        this.data = data;
        this.encoding = encoding;
        this.distortion = Distortion.NONE;
        this.portions = Optional.empty();
        this.label = label;
        this.parts = new ArrayList<>();
        int first = 0;
        for (Group group : groups) {
            Encoding own = group.type().isContext() ? Encoding.asIs() : encoding;
            DataSet held = held(group, first);
            own.check(held);
            parts.add(checked(group, first, own));
            first += group.size();
        }
        label.ifPresent(this::checkLabel);
    }

    /** Of what has been checked. */
    private Presentation(
            List<Part> parts,
            DataSet data,
            Optional<Group> label,
            Encoding encoding,
            Distortion distortion,
            Optional<Portions> portions) {
        this.data = data;
        this.parts = parts;
        this.label = label;
        this.encoding = encoding;
        this.distortion = distortion;
        this.portions = portions;
    }

    /**
     * The same data for a machine that reads sequences: what a mini-batch is counted in are whole sequences, or windows of them, and
     * states are told which of their columns belong together.
     *
     * @param window frames of a window at most, cut from the beginning of each sequence on; 0 for whole sequences
     * @param lead frames before a window that are read first, so that it continues its sequence: as many as there are, at most so
     *     many; with 0 each window begins as a sequence does
     * @return a presentation in sequences
     * @throws DataException if the data are no sequences
     */
    public Presentation inWindows(int window, int lead) {
        if (data.sequences().isNone()) {
            throw new DataException(
                    "data set " + data.name()
                            + " has no sequences, but the machine reads sequences; say which examples of a file follow one another (data.sequence)");
        }
        Portions cut = new Portions(new Windows(data.sequences(), window, lead));
        return new Presentation(parts, data, label, encoding, distortion, Optional.of(cut));
    }

    /**
     * The same data as examples that are independent of each other, whatever their sequences.
     *
     * @return a presentation of examples
     */
    public Presentation inExamples() {
        return new Presentation(parts, data, label, encoding, distortion, Optional.empty());
    }

    /**
     * The same data in whole sequences.
     *
     * @return a presentation in sequences
     * @throws DataException if the data are no sequences
     */
    public Presentation inSequences() {
        return inWindows(0, 0);
    }

    /**
     * The same pictures, distorted at random before they are encoded, other at every look.
     *
     * @param how what may be done to a picture
     * @return a presentation for learning; {@link #frozen} and {@link #means} are of the pictures themselves
     * @throws DataException if the data are no pictures in one group, some values are missing, or the encoding would leave grey
     *     values that are no states of their units
     */
    public Presentation distorted(Distortion how) {
        if (how.isNone()) {
            return this;
        }
        if (data.shape().size() != 2 || parts.size() != 1 || !isComplete()) {
            throw new DataException("data set " + data.name() + " cannot be distorted: it must be complete pictures, of"
                    + " rows and columns, in one group, but has shape " + data.shape()
                    + (isComplete() ? "" : " and missing values") + "; leave the distortion out");
        }
        boolean grey = encoding.equals(Encoding.asIs())
                && !parts.get(0).group().type().states().isEmpty();
        if (grey) {
            throw new DataException("distorted pictures have values between those of data set " + data.name()
                    + ", which are no states of " + parts.get(0).group()
                    + " as they are; choose the encoding means, bernoulli or threshold(0.5)");
        }
        return new Presentation(parts, data, label, encoding, how, portions);
    }

    private static String named(List<Group> groups) {
        return groups.size() == 1
                ? "group " + groups.get(0).name() + " has"
                : "groups " + groups.stream().map(Group::name).toList() + " have";
    }

    private DataSet held(Group group, int first) {
        return group.size() == data.features()
                ? data
                : DataSet.of(data.name(), List.of(group.size()), data.values().rows(first, first + group.size()));
    }

    private void checkLabel(Group group) {
        if (!data.isLabelled()) {
            throw new DataException("data set " + data.name() + " has no labels, but group " + group.name()
                    + " is to hold them; name the column or the file that has them by data.label");
        }
        if (data.unlabelledCount() > 0) {
            throw new DataException("data set " + data.name() + ": " + data.unlabelledCount() + " of " + data.size()
                    + " examples have no label, but group " + group.name()
                    + " is to hold it; fill them in, or take those examples out");
        }
        if (group.size() != data.classes() || group.type().block() != group.size()) {
            throw new IllegalArgumentException("group " + group + " cannot hold the label: data set " + data.name()
                    + " has " + data.classes() + " classes; make it one block of one-hot units of that size");
        }
    }

    /**
     * A value that is no state of its unit would be learned from and measured without a word, and to no purpose.
     * An encoding that says so gives means instead.
     */
    private Part checked(Group group, int first, Encoding encoding) {
        boolean complete = true;
        boolean means = false;
        int block = group.type().block();
        Matrix column = Matrix.zeros(group.size(), 1);
        for (int j = 0; j < size(); j++) {
            fill(column, group, first, encoding, j, RandomKey.of(j));
            for (int i = 0; i < group.size(); i += block) {
                boolean missing = isMissing(column.data(), i, block);
                complete &= !missing;
                boolean state = missing || group.type().isState(column.data(), i);
                means |= !state;
                if (!state && !(encoding.givesMeans() && group.type().isMean(column.data(), i))) {
                    float[] values = Arrays.copyOfRange(column.data(), i, i + block);
                    throw new DataException(
                            Step.place(data, j, first + i) + ": " + encoding + " gives " + Arrays.toString(values)
                                    + ", which is no " + (encoding.givesMeans() ? "mean" : "state") + " of a "
                                    + group.type().name() + " unit; " + remedy(group, block));
                }
            }
        }
        return new Part(group, first, encoding, complete, means);
    }

    private String remedy(Group group, int block) {
        if (block > 1) {
            return "each block needs one 1 among " + block
                    + " values; -D data.one-hot=all makes such blocks of the columns of"
                    + " a table, all of the same categories";
        }
        if (group.type().states().isEmpty()) {
            return "choose another encoding or another type of unit";
        }
        boolean spins = group.type().states().get(0)[0] < 0;
        return spins ? "-D encoding=threshold(0.5).spin makes -1 and +1 of them" : Step.remedy(data);
    }

    private void fill(Matrix column, Group group, int first, Encoding encoding, int example, RandomKey key) {
        column.set(data.values().columns(example, example + 1).rows(first, first + group.size()));
        encoding.apply(column, key.generator(), column);
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
     * @return the groups that hold the values, then the one that holds the label; context groups are not among them
     */
    public List<Group> observed() {
        return Stream.concat(parts.stream().map(Part::group), label.stream())
                .filter(group -> !group.type().isContext())
                .toList();
    }

    /**
     * The same data shown to a machine that is not told the label.
     *
     * @return this without the group for the label, which is then as hidden as any other
     */
    public Presentation withoutLabel() {
        return new Presentation(parts, data, Optional.empty(), encoding, distortion, portions);
    }

    /**
     * Whether every value is there.
     *
     * @return false if a value is missing
     */
    public boolean isComplete() {
        return parts.stream().allMatch(Part::complete);
    }

    /**
     * Whether units of listed states are shown means that are none of their states. Such data have no likelihood.
     *
     * @return true if a value is so, which only {@link Encoding#means()} allows
     */
    public boolean holdsMeans() {
        return parts.stream().anyMatch(Part::means);
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
     * What is shown, and how: a checksum of the values, the groups and the encoding, the same in every run. The name of the data
     * set, which may be where it lies, is no part of it.
     *
     * @return one line
     */
    public String identity() {
        return "SHA-256 " + data.sha256() + " on "
                + String.join(" and ", groups().stream().map(Group::toString).toList()) + ", " + encoding
                + (distortion.isNone() ? "" : ", " + distortion)
                + portions.map(cut -> ", in " + cut).orElse("");
    }

    /**
     * What a mini-batch is counted in: examples, or sequences and windows where they are shown so.
     *
     * @return how many an epoch has
     */
    public int portions() {
        return portions.map(Portions::count).orElse(size());
    }

    /**
     * How many examples some portions have.
     *
     * @param order indexes of portions
     * @param from where in the order they begin
     * @param count how many portions
     * @return columns of a state that holds them
     */
    public int columns(int[] order, int from, int count) {
        return portions.isPresent() ? portions.get().frames(order, from, count) : count;
    }

    /**
     * Puts portions into a state, one example a column, and clamps them; missing values stay open. Sequences and windows bring
     * their layout, and what they continue.
     *
     * @param order indexes of portions
     * @param from where in the order those begin that are shown
     * @param count how many
     * @param key where randomness comes from
     * @param x the state, of as many columns as {@link #columns} says
     */
    public void present(int[] order, int from, int count, RandomKey key, State x) {
        if (portions.isPresent()) {
            portions.get().present(this, Arrays.copyOfRange(order, from, from + count), key, x);
        } else {
            present(order, from, key, x);
        }
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
        x.setCases(order, from);
        for (int p = 0; p < parts.size(); p++) {
            present(parts.get(p), order, from, keyOf(parts.get(p), key), x);
        }
        if (label.isPresent()) {
            Group group = label.get();
            Matrix units = x.of(group);
            units.fill(0);
            for (int j = 0; j < x.columns(); j++) {
                units.set(data.label(order[from + j]), j, 1);
            }
            x.clamp(group);
            x.changed(group);
        }
    }

    /** The first group's draws are those it would have alone. */
    private static RandomKey keyOf(Part part, RandomKey key) {
        return part.firstFeature() == 0 ? key : key.at(part.group().name());
    }

    private void present(Part part, int[] order, int from, RandomKey key, State x) {
        Group group = part.group();
        Matrix units = part.complete() ? x.of(group) : x.drawn(group);
        List<Matrix> tiles = units.tiles(Kernels.get().partition(), group.type().block());
        if (!distortion.isNone()) {
            Workers.shared().run(units.columns(), new Distorting(order, from, key.at("distortion"), units));
        }
        Workers.shared()
                .run(
                        tiles.size(),
                        new Gathering(part, order, from - units.firstColumn(), units.firstRow(), key, tiles));
        if (part.complete()) {
            x.clamp(group);
            x.changed(group);
        } else {
            x.observe(group, units);
        }
    }

    /** Distorts examples, each with a stream of its own. */
    private final class Distorting implements Workers.Task {

        private final int[] order;
        private final int from;
        private final RandomKey key;
        private final Matrix units;

        Distorting(int[] order, int from, RandomKey key, Matrix units) {
            this.order = order;
            this.from = from;
            this.key = key;
            this.units = units;
        }

        @Override
        public void run(int column) {
            Matrix values = data.values();
            distortion.apply(
                    values.data(),
                    values.columnStart(order[from + column]),
                    data.shape().get(0),
                    data.shape().get(1),
                    key.at(column).generator(),
                    units.data(),
                    units.columnStart(column));
        }
    }

    /** Copies and encodes examples, where they were not distorted into their place, tile by tile; each tile's draws have a stream of their own. */
    private final class Gathering implements Workers.Task {

        private final Encoding encoding;
        private final int[] order;
        private final int from;
        private final int firstRow;
        private final RandomKey key;
        private final List<Matrix> tiles;

        Gathering(Part part, int[] order, int from, int firstRow, RandomKey key, List<Matrix> tiles) {
            this.encoding = part.encoding();
            this.order = order;
            this.from = from;
            this.firstRow = firstRow - part.firstFeature();
            this.key = key;
            this.tiles = tiles;
        }

        @Override
        public void run(int tile) {
            Matrix units = tiles.get(tile);
            Matrix values = data.values();
            for (int j = 0; j < units.columns() && distortion.isNone(); j++) {
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
     * @return a presentation whose values no longer change; means stay means
     */
    public Presentation frozen(RandomKey key) {
        Matrix units = Matrix.zeros(data.features(), data.size());
        for (Part part : parts) {
            int first = part.firstFeature();
            units.rows(first, first + part.group().size())
                    .set(part.encoding()
                            .frozen(held(part.group(), first), keyOf(part, key))
                            .values());
        }
        List<Part> encoded = parts.stream().map(Part::encoded).toList();
        return new Presentation(encoded, data.withValues(units), label, Encoding.asIs(), Distortion.NONE, portions);
    }

    /**
     * The mean of the units' values, missing ones left out.
     *
     * <p>A random encoding draws every value once for it.
     *
     * @param key where randomness comes from
     * @return the mean of each observed group, one column; NaN for a unit that is missing throughout; a map of its own
     */
    public Map<Group, Matrix> means(RandomKey key) {
        Map<Group, Matrix> means = new HashMap<>();
        for (Part part : parts) {
            means.put(part.group(), mean(part, keyOf(part, key)));
        }
        label.ifPresent(group -> means.put(group, classFrequencies(group)));
        return means;
    }

    private Matrix mean(Part part, RandomKey key) {
        double[] sum = new double[part.group().size()];
        int[] count = new int[sum.length];
        Matrix column = Matrix.zeros(sum.length, 1);
        for (int j = 0; j < size(); j++) {
            fill(column, part.group(), part.firstFeature(), part.encoding(), j, key.at(j));
            for (int i = 0; i < sum.length; i++) {
                float value = column.data()[i];
                if (!Float.isNaN(value)) {
                    sum[i] += value;
                    count[i]++;
                }
            }
        }
        Matrix mean = Matrix.zeros(sum.length, 1);
        for (int i = 0; i < sum.length; i++) {
            mean.set(i, 0, count[i] == 0 ? Float.NaN : (float) (sum[i] / count[i]));
        }
        return mean;
    }

    private Matrix classFrequencies(Group group) {
        Matrix frequencies = Matrix.zeros(group.size(), 1);
        for (int j = 0; j < size(); j++) {
            frequencies.data()[data.label(j)] += 1f / size();
        }
        return frequencies;
    }

    /**
     * All examples in order, a part at a time, in states of a machine. To a machine that reads sequences they are shown in whole
     * sequences, with the context that follows from them.
     *
     * @param machine the machine
     * @param columns examples in a part; the last has fewer if they don't divide the data. Of sequences as many are in a part as have
     *     no more frames together, and one at least
     * @param key where randomness comes from
     * @return the parts; a state is used again for the next part of its size
     * @throws DataException if the machine reads sequences and the data have none
     */
    public Iterable<State> parts(BoltzmannMachine machine, int columns, RandomKey key) {
        if (machine.network().isPresent()) {
            return (portions.isPresent() ? this : inSequences()).partsInSequences(machine, columns, key);
        }
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

    private Iterable<State> partsInSequences(BoltzmannMachine machine, int columns, RandomKey key) {
        Portions cut = portions.orElseThrow();
        return () -> new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < cut.count();
            }

            @Override
            public State next() {
                int[] chosen = new int[cut.fitting(next, columns)];
                Arrays.setAll(chosen, s -> next + s);
                State x = machine.newState(columns(chosen, 0, chosen.length));
                present(chosen, 0, chosen.length, key.at(next), x);
                machine.fillContext(x);
                next += chosen.length;
                return x;
            }
        };
    }

    @Override
    public String toString() {
        return data.name() + " on "
                + String.join(", ", groups().stream().map(Group::name).toList()) + " " + encoding;
    }

    List<Group> groups() {
        return Stream.concat(parts.stream().map(Part::group), label.stream()).toList();
    }
}
