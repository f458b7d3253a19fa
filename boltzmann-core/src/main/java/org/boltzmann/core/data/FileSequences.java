package org.boltzmann.core.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.linalg.Matrix;

/**
 * Which examples of a file of numbers are the frames of one sequence.
 *
 * @param by {@code all} for a file that is one sequence; {@code examples} for an array of examples x frames x features; otherwise a column
 *     of a table by name or place, or an array of an NPZ file by name: rows that follow one another with the same value are a sequence,
 *     and an array of fewer numbers tells the length of each; empty for no sequences
 * @param length frames that a sequence is cut into pieces of, the last perhaps shorter; 0 for whole sequences
 */
public record FileSequences(String by, int length) {

    /** No sequences. */
    public static final FileSequences NONE = new FileSequences("", 0);

    private static final String ALL = "all";
    private static final String EXAMPLES = "examples";

    public FileSequences {
        if (length < 0) {
            throw new IllegalArgumentException("a sequence has at least one frame, not " + length);
        }
    }

    /**
     * Whether there are none.
     *
     * @return true if examples do not follow one another
     */
    public boolean isNone() {
        return by.isEmpty();
    }

    /**
     * Reads a file.
     *
     * @param path the file
     * @param options how its values are read
     * @return its frames in the order of the file, with sequences; where these have names, they are its ids
     * @throws DataException if the file is refused, or a sequence goes on after another
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    DataSet read(Path path, DataOptions options) {
        DataSet data = switch (by) {
            case "" -> DataFiles.read(path, options);
            case ALL -> {
                DataSet rows = DataFiles.read(path, options);
                yield rows.withSequences(Sequences.of(rows.size()));
            }
            case EXAMPLES -> unfolded(path, DataFiles.read(path, options));
            default -> named(path, options);
        };
        return length == 0 || isNone() ? data : data.withSequences(cut(data.sequences()));
    }

    private Sequences cut(Sequences whole) {
        return Sequences.of(Arrays.stream(whole.lengths())
                .flatMap(frames -> IntStream.iterate(frames, left -> left > 0, left -> left - length)
                        .map(left -> Math.min(left, length)))
                .toArray());
    }

    private static DataSet unfolded(Path path, DataSet data) {
        List<Integer> shape = data.shape();
        if (shape.size() < 2) {
            throw new DataException(
                    path + ": an example has the shape " + shape + ", but to be a sequence (data.sequence=examples)"
                            + " it must have frames and features; say data.sequence=all if the rows are the frames of one sequence");
        }
        if (data.isLabelled()) {
            throw new DataException(path
                    + ": has a label an example, but a sequence needs one a frame; leave it out (data.label=none)");
        }
        int frames = shape.get(0);
        List<Integer> frame = shape.subList(1, shape.size());
        int[] lengths = new int[data.size()];
        Arrays.fill(lengths, frames);
        Matrix values = Matrix.zeros(data.features() / frames, data.size() * frames);
        for (int example = 0; example < data.size(); example++) {
            System.arraycopy(
                    data.values().data(),
                    data.values().columnStart(example),
                    values.data(),
                    values.columnStart(example * frames),
                    data.features());
        }
        return DataSet.of(data.name(), frame, values)
                .withSequences(Sequences.of(lengths))
                .withNotes(data.notes());
    }

    private DataSet named(Path path, DataOptions options) {
        return switch (DataFiles.format(path, options)) {
            case NPZ -> {
                DataSet rows = DataFiles.read(path, options);
                yield rows.withSequences(ofArray(path, rows.size()));
            }
            case CSV -> {
                if (options.roles().id().isPresent()) {
                    throw new DataException(
                            path + ": the column of the sequences identifies their frames; leave data.id out");
                }
                DataSet rows =
                        DataFiles.read(path, options.withRoles(options.roles().withId(LabelColumn.column(by))));
                yield rows.withSequences(runs(path, rows.ids()));
            }
            default ->
                throw new DataException(
                        path + ": has neither columns nor arrays with names, of which data.sequence could be "
                                + Excerpt.of(by) + "; allowed are all and examples");
        };
    }

    private Sequences ofArray(Path path, int rows) {
        NpzArchive archive = NpzArchive.read(path, by::equals);
        if (archive.texts().containsKey(by)) {
            return runs(path, checked(path, archive.texts().get(by), rows));
        }
        if (!archive.numbers().containsKey(by)) {
            throw new DataException(path + ": has no array " + Excerpt.of(by)
                    + " (data.sequence); name one that tells the sequence of each row, or the length of each sequence");
        }
        float[] numbers = archive.numbers().get(by).data();
        double sum =
                IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).sum();
        boolean lengths = numbers.length < rows && sum == rows;
        for (float number : numbers) {
            lengths &= number >= 1 && number == Math.rint(number);
        }
        if (lengths) {
            return Sequences.of(IntStream.range(0, numbers.length)
                    .map(i -> (int) numbers[i])
                    .toArray());
        }
        List<String> names = new ArrayList<>(numbers.length);
        for (float number : numbers) {
            names.add(Float.toString(number));
        }
        return runs(path, checked(path, names, rows));
    }

    private List<String> checked(Path path, List<String> names, int rows) {
        if (names.size() != rows) {
            throw new DataException(path + ": the array " + Excerpt.of(by) + " (data.sequence) has " + names.size()
                    + " elements for " + rows
                    + " rows; give each row its sequence, or lengths of at least 1 whose sum is " + rows);
        }
        return names;
    }

    private static Sequences runs(Path path, List<String> names) {
        List<Integer> lengths = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int row = 0; row < names.size(); row++) {
            if (names.get(row).isEmpty()) {
                throw new DataException(
                        path + ": row " + row + " (counted from 0) names no sequence (data.sequence); give it one");
            }
            if (row > 0 && names.get(row).equals(names.get(row - 1))) {
                lengths.set(lengths.size() - 1, lengths.get(lengths.size() - 1) + 1);
            } else if (seen.add(names.get(row))) {
                lengths.add(1);
            } else {
                throw new DataException(
                        path + ": row " + row + " (counted from 0): the sequence \"" + Excerpt.of(names.get(row))
                                + "\" goes on after another; sort the rows by sequence, those of each in their order");
            }
        }
        return Sequences.of(lengths.stream().mapToInt(Integer::intValue).toArray());
    }

    /** A share of whole sequences at random; of a single one the beginning and the end. */
    static DataSet.Parts split(DataSet data, double share, RandomKey key) {
        Sequences sequences = data.sequences();
        if (sequences.count() != 1) {
            return data.splitFraction(share, key);
        }
        int frames = (int) Math.round(share * data.size());
        if (frames < 2 || data.size() - frames < 2) {
            throw new DataException(data.name() + ": is one sequence of " + data.size()
                    + " frames, too few for training and testing; give more, or hold none out (data.test-share=0)");
        }
        String note = "one sequence: its first " + frames + " frames are for training, the other "
                + (data.size() - frames) + " for testing";
        return new DataSet.Parts(
                data.take(frames).withNotes(List.of(note)),
                data.subset(IntStream.range(frames, data.size()).toArray())
                        .withSequences(Sequences.of(data.size() - frames))
                        .withNotes(List.of(note)));
    }
}
