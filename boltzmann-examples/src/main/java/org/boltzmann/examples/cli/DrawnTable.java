package org.boltzmann.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.NpyWriter;
import org.boltzmann.core.data.NpzWriter;
import org.boltzmann.core.io.AtomicFile;
import org.boltzmann.core.io.Json;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.sample.GibbsSampler;
import org.boltzmann.core.wiring.Preparation;
import org.boltzmann.examples.compare.CsvLine;

/**
 * Examples that a machine drew, on the scale of its data, to be read as data: a line or row each, and the class where it has a label.
 *
 * @param columns names of the features
 * @param values features x examples
 * @param classes the class of each example; empty without a label
 */
record DrawnTable(List<String> columns, Matrix values, List<String> classes) {

    private static final String COLUMNS = "data.columns";
    private static final String LABEL = "label";

    /**
     * Draws.
     *
     * @param stored a machine whose groups that hold the data depend on no context
     * @param count how many examples
     * @param sweeps of Gibbs sampling, from states of 0, which a first sweep leaves
     * @param means whether means of the data's units given all others are wanted instead of their states
     * @param key the randomness
     */
    static DrawnTable draw(ModelFile stored, int count, int sweeps, boolean means, RandomKey key) {
        List<Group> groups = stored.declaration().holding(stored.machine());
        State x = stored.machine().newState(count);
        GibbsSampler sampler = new GibbsSampler(stored.machine());
        sampler.sweep(sweeps, x, key);
        Preparation preparation = Preparation.of(stored);
        List<String> classes = stored.declaration()
                .label(stored.machine())
                .map(label -> classes(x.of(label), preparation.classNames()))
                .orElse(List.of());
        if (means) {
            sampler.fillMeans(groups, x);
        }
        Matrix values = Matrix.zeros(groups.stream().mapToInt(Group::size).sum(), count);
        List<String> names = new ArrayList<>();
        int first = 0;
        for (Group group : groups) {
            values.rows(first, first + group.size()).set(x.of(group));
            first += group.size();
            for (int i = 0; i < group.size(); i++) {
                names.add(group.name() + "[" + i + "]");
            }
        }
        if (preparation.encoding().toString().endsWith(".spin")) { // as the data have them
            for (int i = 0; i < values.data().length; i++) {
                values.data()[i] = (values.data()[i] + 1) / 2;
            }
        }
        preparation
                .scaling()
                .filter(scaling -> scaling.shift().size() == values.rows())
                .ifPresent(scaling -> scaling.fillUnscaled(values, values));
        return new DrawnTable(
                known(stored).filter(some -> some.size() == names.size()).orElse(names), values, classes);
    }

    /** The names of the columns that it was trained on, if it knows them. */
    private static Optional<List<String>> known(ModelFile stored) {
        try {
            return Json.read(stored.provenance().getOrDefault(COLUMNS, "[]")) instanceof List<?> names
                    ? Optional.of(names.stream().<String>map(String::valueOf).toList())
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<String> classes(Matrix oneHot, List<String> names) {
        List<String> classes = new ArrayList<>();
        for (int j = 0; j < oneHot.columns(); j++) {
            int k = 0;
            for (int i = 1; i < oneHot.rows(); i++) {
                k = oneHot.get(i, j) > oneHot.get(k, j) ? i : k;
            }
            classes.add(names.size() == oneHot.rows() ? names.get(k) : Integer.toString(k));
        }
        return classes;
    }

    void write(Path out) throws IOException {
        String name = out.toString().toLowerCase(Locale.ROOT);
        DataSet drawn = DataSet.of("drawn", List.of(values.rows()), values);
        if (name.endsWith(".npy")) {
            NpyWriter.write(out, drawn);
        } else if (name.endsWith(".npz")) {
            List<String> known = classes.stream().distinct().sorted().toList();
            NpzWriter.write(
                    out,
                    classes.isEmpty()
                            ? drawn
                            : drawn.withLabels(
                                    classes.stream().mapToInt(known::indexOf).toArray(), known));
        } else {
            byte[] text = csv().getBytes(UTF_8);
            AtomicFile.write(out, file -> file.write(text));
        }
    }

    private String csv() {
        List<Object> head = new ArrayList<>(columns);
        if (!classes.isEmpty()) {
            head.add(LABEL);
        }
        StringBuilder text = new StringBuilder(CsvLine.of(head));
        for (int j = 0; j < values.columns(); j++) {
            List<Object> line = new ArrayList<>();
            for (int i = 0; i < values.rows(); i++) {
                line.add(values.get(i, j));
            }
            if (!classes.isEmpty()) {
                line.add(classes.get(j));
            }
            text.append(CsvLine.of(line));
        }
        return text.toString();
    }
}
