package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.MachineDeclaration;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.examples.compare.Optimum;

/** The distribution of examples as a machine's units see them: each state with the probability of its frequency. */
final class OwnDistribution {

    private static final int COLUMNS = 500;

    private OwnDistribution() {}

    /** What it reaches on the same examples; nothing where they are no states of finitely many, or not whole. */
    static Optional<Optimum> measure(Presentation data, BoltzmannMachine machine, MachineDeclaration declaration) {
        boolean finite = data.observed().stream()
                .noneMatch(group ->
                        group.type().isContext() || group.type().states().isEmpty());
        if (!finite || data.holdsMeans() || !data.isComplete()) {
            return Optional.empty();
        }
        Optional<Group> label = declaration.label(machine);
        List<Group> groups = data.observed().stream()
                .filter(group -> label.isEmpty() || !label.get().equals(group))
                .toList();
        List<String> values = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (State x : data.parts(machine, COLUMNS, RandomKey.of(1))) {
            for (int j = 0; j < x.columns(); j++) {
                StringBuilder text = new StringBuilder();
                for (Group group : groups) {
                    append(x.of(group), j, text);
                }
                values.add(text.toString());
                if (label.isPresent()) {
                    labels.add(largest(x.of(label.get()), j));
                }
            }
        }
        return Optional.of(Optimum.of(values, labels));
    }

    private static void append(Matrix values, int column, StringBuilder text) {
        for (int i = 0; i < values.rows(); i++) {
            int bits = Float.floatToIntBits(values.get(i, column));
            text.append((char) (bits >>> 16)).append((char) bits);
        }
    }

    private static int largest(Matrix values, int column) {
        int largest = 0;
        for (int i = 1; i < values.rows(); i++) {
            if (values.get(i, column) > values.get(largest, column)) {
                largest = i;
            }
        }
        return largest;
    }
}
