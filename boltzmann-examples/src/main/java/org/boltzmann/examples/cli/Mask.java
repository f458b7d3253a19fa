package org.boltzmann.examples.cli;

import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.wiring.SettingsException;

/** Which features of which examples are taken for missing, besides those that are. */
interface Mask {

    /** What {@link #parse} understands. */
    String WORDS =
            "none, all, left-half, right-half, top-half, bottom-half, random:P (each with probability P), or a file";

    /** Whether a feature is hidden. */
    boolean isMissing(int feature, int example);

    /**
     * A mask by its name.
     *
     * @param text one of {@link #WORDS}
     * @param data the data that are masked
     * @param key where randomness comes from
     * @param load reads a file of as many features: of one example, or of as many as the data have; what is not 0 is missing
     * @throws SettingsException if there is no such mask, or it does not fit the data
     */
    static Mask parse(String text, DataSet data, RandomKey key, Function<String, DataSet> load) {
        return switch (text) {
            case "none" -> (feature, example) -> false;
            case "all" -> (feature, example) -> true;
            case "left-half" -> half(text, data, 1, false);
            case "right-half" -> half(text, data, 1, true);
            case "top-half" -> half(text, data, 0, false);
            case "bottom-half" -> half(text, data, 0, true);
            default -> text.startsWith("random:") ? random(text, data, key) : of(text, data, load);
        };
    }

    private static Mask half(String text, DataSet data, int axis, boolean second) {
        List<Integer> shape = data.shape();
        if (shape.size() != 2) {
            throw new SettingsException(List.of("--mask is " + text + ", but the examples of " + data.name()
                    + " are no pictures: their shape is " + shape + "; use random:P, or a file"));
        }
        int columns = shape.get(1);
        return (feature, example) -> {
            int place = axis == 0 ? feature / columns : feature % columns;
            return place >= (shape.get(axis) + 1) / 2 == second;
        };
    }

    private static Mask random(String text, DataSet data, RandomKey key) {
        double probability = probability(text);
        Matrix uniform = Matrix.zeros(data.features(), data.size());
        for (int j = 0; j < data.size(); j++) {
            RandomGenerator random = key.at(j).generator();
            for (int i = 0; i < data.features(); i++) {
                uniform.set(i, j, random.nextFloat());
            }
        }
        return (feature, example) -> uniform.get(feature, example) < probability;
    }

    private static double probability(String text) {
        try {
            double probability = Double.parseDouble(text.substring("random:".length()));
            if (probability >= 0 && probability <= 1) {
                return probability;
            }
        } catch (NumberFormatException e) {
            // told below, as a number out of bounds is
        }
        throw new SettingsException(List.of("--mask is " + text + "; what follows random: is a probability"));
    }

    private static Mask of(String file, DataSet data, Function<String, DataSet> load) {
        DataSet mask;
        try {
            mask = load.apply(file);
        } catch (DataException e) {
            throw new SettingsException(
                    List.of("--mask is " + file + "; allowed are " + WORDS + ": " + e.getMessage()), e);
        }
        if (mask.features() != data.features() || (mask.size() != 1 && mask.size() != data.size())) {
            throw new SettingsException(List.of("--mask " + file + " has " + mask.size() + " examples of "
                    + mask.features() + " features, but must have 1 or " + data.size() + " of " + data.features()
                    + ", as the data " + data.name() + " have"));
        }
        return (feature, example) -> mask.values().get(feature, mask.size() == 1 ? 0 : example) != 0;
    }
}
