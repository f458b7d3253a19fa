package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.boltzmann.core.Group;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.MachineDeclaration;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.ModelFileException;
import org.boltzmann.core.io.Role;

/** What each component of a mixture answers for: p(component | example), everything else hidden summed out. */
final class Responsibilities {

    private final Predictions predictions;
    private final DataSet data;
    private final int components;

    private Responsibilities(Predictions predictions, DataSet data, int components) {
        this.predictions = predictions;
        this.data = data;
        this.components = components;
    }

    /** Of the first hidden group that is one block of one-hot units. */
    static Responsibilities of(ModelFile stored, String file, Presentation shown, DataSet data) {
        MachineDeclaration declaration = stored.declaration();
        Group component = component(stored)
                .orElseThrow(() -> new ModelFileException(file + ": no hidden group of "
                        + stored.machine().groups()
                        + " is one block of one-hot units, so that there is no component; train a mixture-rbm"));
        List<Group> given = new ArrayList<>(declaration.holding(stored.machine()));
        List<String> names = IntStream.range(0, component.size())
                .mapToObj(k -> component.name() + k)
                .toList();
        LabelledMachine machine = new LabelledMachine(stored.machine(), given, component, names);
        try {
            return new Responsibilities(Predictions.of(machine, shown, data.withoutLabels()), data, component.size());
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(file + ": " + e.getMessage(), e);
        }
    }

    private static Optional<Group> component(ModelFile stored) {
        return stored.declaration().groups().stream()
                .filter(group -> group.role() == Role.HIDDEN)
                .map(group -> stored.machine().group(group.name()))
                .filter(group -> group.blocks() == 1 && group.type().states().size() == group.size())
                .findFirst();
    }

    /** Examples that a component is the likeliest for. */
    private int taken(int k) {
        return predictions.takenFor(k).size();
    }

    /** The sum of the responsibilities. */
    private double share(int k) {
        double sum = 0;
        for (int example = 0; example < predictions.size(); example++) {
            sum += predictions.probability(example, k);
        }
        return sum / predictions.size();
    }

    /** Of the examples that a component takes, how many are of each class. */
    private int[] classes(int k) {
        int[] counts = new int[data.classes()];
        for (int example : predictions.takenFor(k)) {
            if (data.label(example) != DataSet.UNLABELLED) {
                counts[data.label(example)]++;
            }
        }
        return counts;
    }

    /** Of examples with a label, how many are of the class that is most frequent among those their component takes. */
    private double purity() {
        int right = 0;
        int all = 0;
        for (int k = 0; k < components; k++) {
            int[] counts = classes(k);
            right += IntStream.of(counts).max().orElse(0);
            all += IntStream.of(counts).sum();
        }
        return all == 0 ? Double.NaN : (double) right / all;
    }

    /** A line for each example: its index, its likeliest component, the responsibility of each. */
    String csv() {
        return predictions.csv();
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        List<Object> rows = new ArrayList<>();
        for (int k = 0; k < components; k++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", predictions.classNames().get(k));
            row.put("examples", taken(k));
            row.put("share", share(k));
            if (data.isLabelled()) {
                row.put("classes", IntStream.of(classes(k)).boxed().toList());
            }
            rows.add(row);
        }
        figures.put("components", rows);
        if (data.isLabelled()) {
            figures.put("purity", purity());
        }
        return figures;
    }

    String text() {
        List<String> names = data.isLabelled() ? data.classNames() : List.of();
        StringBuilder text = new StringBuilder("component, examples it is the likeliest for, mean responsibility"
                + (names.isEmpty() ? "" : ", by class"));
        StringBuilder head = new StringBuilder();
        names.forEach(name -> head.append(String.format(" %6s", name.length() > 6 ? name.substring(0, 6) : name)));
        text.append(String.format("%n%-8s %8s %8s%s", "", "examples", "mean", head));
        for (int k = 0; k < components; k++) {
            StringBuilder counts = new StringBuilder();
            for (int count : names.isEmpty() ? new int[0] : classes(k)) {
                counts.append(String.format(" %6s", count == 0 ? "." : Integer.toString(count)));
            }
            text.append(String.format(
                    Locale.ROOT, "%n%-8s %8d %8.4f%s", predictions.classNames().get(k), taken(k), share(k), counts));
        }
        if (!names.isEmpty()) {
            text.append(String.format(
                    Locale.ROOT, "%n%.4f of the examples are of their component's most frequent class", purity()));
        }
        return text.toString();
    }
}
