package org.boltzmann.examples.cli;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.boltzmann.core.Group;
import org.boltzmann.core.linalg.Matrix;

/** Columns of pictures: first images, second images, third images, what becomes of them, and what should. */
final class TransformationPictures {

    private final PairMachine machine;

    TransformationPictures(PairMachine machine) {
        this.machine = machine;
    }

    /** A row for each pair, the true images last if they are known. */
    BufferedImage image(PairMachine.Pairs pairs, PairMachine.Pairs third, Matrix transformed, boolean known) {
        Matrix[] inputs = {machine.unscaled(pairs.x(), true), machine.unscaled(third.x(), true)};
        Matrix[] outputs = {
            machine.unscaled(pairs.y(), false), machine.unscaled(transformed, false), machine.unscaled(third.y(), false)
        };
        float[] range = range(List.of(inputs[0], inputs[1], outputs[0], outputs[1]));
        Group x = machine.analogy().input();
        Group y = machine.analogy().output();
        List<BufferedImage> columns = new ArrayList<>();
        columns.add(Pictures.grid(x, toUnitRange(inputs[0], range), 1));
        columns.add(Pictures.grid(y, toUnitRange(outputs[0], range), 1));
        columns.add(Pictures.grid(x, toUnitRange(inputs[1], range), 1));
        columns.add(Pictures.grid(y, toUnitRange(outputs[1], range), 1));
        if (known) {
            columns.add(Pictures.grid(y, toUnitRange(outputs[2], range), 1));
        }
        return Pictures.sideBySide(columns);
    }

    /** From the smallest to the largest value, 0 and 1 within. */
    private static float[] range(List<Matrix> images) {
        float[] range = {0, 1};
        for (Matrix image : images) {
            for (int j = 0; j < image.columns(); j++) {
                for (int i = 0; i < image.rows(); i++) {
                    range[0] = Math.min(range[0], image.get(i, j));
                    range[1] = Math.max(range[1], image.get(i, j));
                }
            }
        }
        return range;
    }

    private static Matrix toUnitRange(Matrix values, float[] range) {
        Matrix scaled = Matrix.zeros(values.rows(), values.columns());
        for (int j = 0; j < values.columns(); j++) {
            for (int i = 0; i < values.rows(); i++) {
                scaled.set(i, j, (values.get(i, j) - range[0]) / (range[1] - range[0]));
            }
        }
        return scaled;
    }
}
