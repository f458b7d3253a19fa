package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.boltzmann.core.Group;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.linalg.Matrix;

/** Examples sorted by what a machine takes them for: a row for each class, the surest first, those that are wrong framed. */
final class ClassPictures {

    private static final int PER_ROW = 20;

    private final Predictions predictions;
    private final Group visible;
    private final DataSet data;
    private final List<String> names = new ArrayList<>();
    private final List<List<Integer>> rows = new ArrayList<>();

    /** {@code data} as they are, neither scaled nor encoded; the group holds their first features. */
    ClassPictures(Predictions predictions, Group visible, DataSet data) {
        this.predictions = predictions;
        this.visible = visible;
        this.data = data;
        for (int k = 0; k < predictions.classNames().size(); k++) {
            List<Integer> taken = predictions.takenFor(k);
            if (!taken.isEmpty()) {
                names.add(predictions.classNames().get(k));
                rows.add(taken.subList(0, Math.min(PER_ROW, taken.size())));
            }
        }
    }

    /** Names of the classes, from above. */
    List<String> rows() {
        return names;
    }

    void write(Path file) throws IOException {
        int[] shown =
                rows.stream().flatMap(List::stream).mapToInt(example -> example).toArray();
        Matrix values = toUnitRange(data.subset(shown).values().rows(0, visible.size()));
        List<boolean[]> wrong = new ArrayList<>();
        for (List<Integer> row : rows) {
            boolean[] own = new boolean[row.size()];
            for (int n = 0; n < own.length; n++) {
                own[n] = predictions.isWrong(row.get(n));
            }
            wrong.add(own);
        }
        Pictures.write(Pictures.rows(visible, values, wrong), file);
    }

    /** Values within 0 and 1 are shown as they are, others stretched from the smallest to the largest. */
    private static Matrix toUnitRange(Matrix values) {
        float low = 0;
        float high = 1;
        for (int j = 0; j < values.columns(); j++) {
            for (int i = 0; i < values.rows(); i++) {
                low = Math.min(low, values.get(i, j));
                high = Math.max(high, values.get(i, j));
            }
        }
        Matrix scaled = Matrix.zeros(values.rows(), values.columns());
        for (int j = 0; j < values.columns(); j++) {
            for (int i = 0; i < values.rows(); i++) {
                scaled.set(i, j, (values.get(i, j) - low) / (high - low));
            }
        }
        return scaled;
    }
}
