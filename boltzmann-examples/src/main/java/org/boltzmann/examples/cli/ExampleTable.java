package org.boltzmann.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.NpyWriter;
import org.boltzmann.core.data.NpzWriter;
import org.boltzmann.core.io.AtomicFile;
import org.boltzmann.core.io.Tensor;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.examples.compare.CsvLine;

/**
 * Numbers for each example, in blocks of columns that have a name: the blocks side by side as CSV or NPY, an array for each as NPZ; but
 * for NPY with the row of each example in its file, its identifier and its label, where it has them.
 *
 * @param data the examples
 * @param blocks by name, each columns x examples
 * @param columns by name, numbers of 64 bits, each one of an example; as NPY there is nothing beside one
 */
record ExampleTable(DataSet data, Map<String, Matrix> blocks, Map<String, double[]> columns) {

    ExampleTable(DataSet data, Map<String, Matrix> blocks) {
        this(data, blocks, Map.of());
        blocks.forEach((name, block) -> {
            float[] values = block.copy().data();
            Overflow.check(
                    "a number of " + name, IntStream.range(0, values.length).mapToDouble(i -> values[i]));
        });
    }

    private static String lower(Path file) {
        return file.toString().toLowerCase(Locale.ROOT);
    }

    /** What tells the examples apart, for programs. */
    Map<String, Object> identities() {
        Map<String, Object> identities = new LinkedHashMap<>();
        identities.put("index", Arrays.stream(data.rows()).boxed().toList());
        if (!data.ids().isEmpty()) {
            identities.put("id", data.ids());
        }
        if (data.isLabelled()) {
            identities.put(
                    "label",
                    IntStream.range(0, data.size()).mapToObj(this::label).toList());
        }
        return identities;
    }

    private String label(int example) {
        int label = data.label(example);
        return label == DataSet.UNLABELLED ? "" : data.classNames().get(label);
    }

    void write(Path out) throws IOException {
        if (lower(out).endsWith(".npz")) {
            Map<String, Tensor> arrays = new LinkedHashMap<>();
            blocks.forEach(
                    (name, block) -> arrays.put(name, Tensor.of(block.copy().data(), block.columns(), block.rows())));
            NpzWriter.write(out, data, arrays, columns);
        } else if (lower(out).endsWith(".npy") && !columns.isEmpty()) {
            NpyWriter.write(out, columns.values().iterator().next());
        } else if (lower(out).endsWith(".npy")) {
            Matrix all = joined();
            NpyWriter.write(out, DataSet.of("table", List.of(all.rows()), all));
        } else {
            byte[] text = csv().getBytes(UTF_8);
            AtomicFile.write(out, file -> file.write(text));
        }
    }

    private Matrix joined() {
        Matrix all =
                Matrix.zeros(blocks.values().stream().mapToInt(Matrix::rows).sum(), data.size());
        int from = 0;
        for (Matrix block : blocks.values()) {
            all.rows(from, from + block.rows()).set(block);
            from += block.rows();
        }
        return all;
    }

    /** A line with the names, then one for each example: its row in the file, its identifier, its numbers, its label. */
    String csv() {
        List<Object> head = new ArrayList<>(List.of("index"));
        if (!data.ids().isEmpty()) {
            head.add("id");
        }
        blocks.forEach((name, block) -> {
            for (int i = 0; i < block.rows(); i++) {
                head.add(block.rows() > 1 ? name + "[" + i + "]" : name);
            }
        });
        head.addAll(columns.keySet());
        if (data.isLabelled()) {
            head.add("label");
        }
        StringBuilder text = new StringBuilder(CsvLine.of(head));
        int[] rows = data.rows();
        for (int example = 0; example < data.size(); example++) {
            List<Object> line = new ArrayList<>(List.of(rows[example]));
            if (!data.ids().isEmpty()) {
                line.add(data.ids().get(example));
            }
            for (Matrix block : blocks.values()) {
                for (int i = 0; i < block.rows(); i++) {
                    line.add(block.get(i, example));
                }
            }
            for (double[] column : columns.values()) {
                line.add(column[example]);
            }
            if (data.isLabelled()) {
                line.add(label(example));
            }
            text.append(CsvLine.of(line));
        }
        return text.toString();
    }
}
