package org.boltzmann.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.NpyWriter;
import org.boltzmann.core.data.NpzWriter;
import org.boltzmann.core.io.AtomicFile;
import org.boltzmann.core.io.Tensor;
import org.boltzmann.core.linalg.Matrix;

/**
 * Numbers for each example, in blocks of columns that have a name: the blocks side by side as CSV or NPY, an array for each as NPZ.
 *
 * @param blocks by name, each columns x examples
 */
record ExampleTable(Map<String, Matrix> blocks) {

    private static String lower(Path file) {
        return file.toString().toLowerCase(Locale.ROOT);
    }

    int examples() {
        return blocks.values().iterator().next().columns();
    }

    void write(Path out) throws IOException {
        if (lower(out).endsWith(".npz")) {
            Map<String, Tensor> arrays = new LinkedHashMap<>();
            blocks.forEach(
                    (name, block) -> arrays.put(name, Tensor.of(block.copy().data(), block.columns(), block.rows())));
            NpzWriter.write(out, arrays);
        } else if (lower(out).endsWith(".npy")) {
            Matrix all = joined();
            NpyWriter.write(out, DataSet.of("table", List.of(all.rows()), all));
        } else {
            byte[] text = (csv() + "\n").getBytes(UTF_8);
            AtomicFile.write(out, file -> file.write(text));
        }
    }

    private Matrix joined() {
        Matrix all =
                Matrix.zeros(blocks.values().stream().mapToInt(Matrix::rows).sum(), examples());
        int from = 0;
        for (Matrix block : blocks.values()) {
            all.rows(from, from + block.rows()).set(block);
            from += block.rows();
        }
        return all;
    }

    /** A line with the names, then one for each example: its index and its numbers. */
    String csv() {
        StringBuilder text = new StringBuilder("index");
        blocks.forEach((name, block) -> {
            for (int i = 0; i < block.rows(); i++) {
                text.append(',').append(name);
                if (block.rows() > 1) {
                    text.append('[').append(i).append(']');
                }
            }
        });
        for (int example = 0; example < examples(); example++) {
            text.append('\n').append(example);
            for (Matrix block : blocks.values()) {
                for (int i = 0; i < block.rows(); i++) {
                    text.append(',').append(block.get(i, example));
                }
            }
        }
        return text.toString();
    }
}
