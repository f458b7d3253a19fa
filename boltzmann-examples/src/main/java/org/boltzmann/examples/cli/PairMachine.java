package org.boltzmann.examples.cli;

import java.util.List;
import java.util.Optional;
import org.boltzmann.core.Group;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.ModelFileException;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.wiring.Preparation;
import org.boltzmann.higherorder.Analogy;

/**
 * A stored machine of an image given another.
 *
 * @param analogy what it says of transformations
 * @param preparation what was done to its data
 * @param inputFirst whether the features of an example begin with the given image
 */
record PairMachine(Analogy analogy, Preparation preparation, boolean inputFirst) {

    /**
     * Pairs of images as the machine sees them.
     *
     * @param x given images, units x pairs
     * @param y the other images
     */
    record Pairs(Matrix x, Matrix y) {

        int size() {
            return x.columns();
        }

        Pairs take(int[] chosen) {
            return new Pairs(columns(x, chosen), columns(y, chosen));
        }
    }

    static Matrix columns(Matrix values, int[] chosen) {
        Matrix result = Matrix.zeros(values.rows(), chosen.length);
        for (int j = 0; j < chosen.length; j++) {
            result.columns(j, j + 1).set(values.columns(chosen[j], chosen[j] + 1));
        }
        return result;
    }

    /** That of a model file, which is refused if it is none. */
    static PairMachine in(ModelFile stored, String file) {
        List<Group> holding = stored.declaration().holding(stored.machine());
        Optional<Group> input =
                holding.stream().filter(group -> group.type().isContext()).findFirst();
        Optional<Group> output =
                holding.stream().filter(group -> !group.type().isContext()).findFirst();
        if (holding.size() != 2 || input.isEmpty() || output.isEmpty()) {
            throw new ModelFileException(file + ": the data are in " + holding
                    + ", not in one context group and one other; transformations need a machine of an image given"
                    + " another, such as factored-gated-rbm");
        }
        try {
            return new PairMachine(
                    Analogy.of(stored.machine(), input.get(), output.get()),
                    Preparation.of(stored),
                    holding.get(0).equals(input.get()));
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(file + ": " + e.getMessage(), e);
        }
    }

    /** The pairs that a presentation shows whose values no longer change. */
    Pairs pairs(Presentation frozen) {
        return pairs(frozen.data().values());
    }

    private Pairs pairs(Matrix values) {
        int cut = inputFirst ? analogy.input().size() : analogy.output().size();
        Matrix first = values.rows(0, cut);
        Matrix second = values.rows(cut, values.rows());
        return inputFirst ? new Pairs(first, second) : new Pairs(second, first);
    }

    /** Examples with images as given images, and zeros for the other ones. */
    DataSet asInputs(DataSet images) {
        Matrix values = Matrix.zeros(analogy.input().size() + analogy.output().size(), images.size());
        pairs(values).x().set(images.values());
        return DataSet.of(images.name(), List.of(values.rows()), values);
    }

    /** Values of an image as they were before the data were scaled. */
    Matrix unscaled(Matrix image, boolean input) {
        if (preparation.scaling().isEmpty()) {
            return image;
        }
        Matrix both = Matrix.zeros(analogy.input().size() + analogy.output().size(), image.columns());
        Pairs parts = pairs(both);
        (input ? parts.x() : parts.y()).set(image);
        preparation.scaling().get().fillUnscaled(both, both);
        return input ? parts.x() : parts.y();
    }
}
