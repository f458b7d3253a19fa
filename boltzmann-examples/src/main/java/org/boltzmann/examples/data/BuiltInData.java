package org.boltzmann.examples.data;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.DataSource;
import org.boltzmann.core.data.Split;

/** The data sets that the project brings along, by name. */
public final class BuiltInData {

    private static final int TRAINING_DIGITS = 10_000;
    private static final int TEST_DIGITS = 2_000;
    private static final int TRAINING_PAIRS = 50_000;
    private static final int TEST_PAIRS = 5_000;

    /** As many as published for training. */
    private static final int NOISY_DIGITS = 12_000;

    private BuiltInData() {}

    /**
     * All of them.
     *
     * @return bars-and-stripes, mnist, mnist-noise, stroke-digits, symmetry-3x3, symmetry-4x4, the pairs of images: shifts,
     *     rotations, scalings; and the sequences: chorale-grammar, chorale-grammar-24-keys, bouncing-balls, bouncing-balls-15x15
     */
    public static Map<String, DataSource> all() {
        Map<String, DataSource> all = new LinkedHashMap<>();
        all.put(
                "bars-and-stripes",
                new DataSource(
                        "all 30 pictures of 4 x 4 pixels made of whole columns or whole rows; both parts are all of"
                                + " them",
                        "generated",
                        "none needed",
                        (split, directory, key) -> BarsAndStripes.standard()));
        all.put(
                "mnist",
                new DataSource(
                        "handwritten digits of 28 x 28 grey values: 60,000 for training, 10,000 for testing;"
                                + " downloaded once",
                        "Y. LeCun, C. Cortes, C. J. C. Burges, http://yann.lecun.com/exdb/mnist/",
                        "CC BY-SA 3.0",
                        (split, directory, key) -> Mnist.in(directory).load(split)));
        all.put(
                "mnist-noise",
                new DataSource(
                        "the first 12,000 digits of mnist for training, and its 10,000 for testing, on a background of random grey",
                        "mnist with noise generated from the seed, as mnist-back-rand of H. Larochelle et al., ICML 2007",
                        "CC BY-SA 3.0",
                        (split, directory, key) -> noisy(Mnist.in(directory).load(split), split, key)));
        all.put(
                "stroke-digits",
                new DataSource(
                        "digits of 16 x 16 grey values drawn with a pen: 10,000 for training, 2,000 for testing",
                        "generated from the seed",
                        "none needed",
                        (split, directory, key) -> split == Split.TRAIN
                                ? StrokeDigits.of(TRAINING_DIGITS, key.at("train"))
                                : StrokeDigits.of(TEST_DIGITS, key.at("test"))));
        all.put("symmetry-3x3", symmetry(3, 192));
        all.put("symmetry-4x4", symmetry(4, 3072));
        all.put(
                "shifts",
                pairs(
                        "13 x 13 random dots and the same shifted by up to 3 pixels each way, with wrap-around: 49"
                                + " classes",
                        ImagePairs.shifts()));
        all.put(
                "rotations",
                pairs("13 x 13 random dots and the same rotated, by multiples of 15 degrees", ImagePairs.rotations()));
        all.put(
                "scalings",
                pairs("13 x 13 random dots and the same changed in size, from half to double", ImagePairs.scalings()));
        all.put(
                "chorale-grammar",
                chorales("music like chorales for four voices, in C major and C minor", ChoraleGrammar::inC));
        all.put(
                "chorale-grammar-24-keys",
                chorales("music like chorales for four voices, in all 24 keys", ChoraleGrammar::inAllKeys));
        all.put("bouncing-balls", films(BouncingBalls.standard()));
        all.put("bouncing-balls-15x15", films(new BouncingBalls(15, 3, 100)));
        return all;
    }

    /** A grammar is made when it is wanted: all keys take a moment. */
    private static DataSource chorales(String description, Supplier<ChoraleGrammar> grammar) {
        return sequences(
                description + ": 300 pieces for training, 100 for validation, 100 for testing",
                (split, key) -> grammar.get().of(split == Split.TRAIN ? 300 : 100, key));
    }

    private static DataSource films(BouncingBalls balls) {
        return sequences(
                String.format(
                        Locale.ROOT,
                        "films of %d bouncing balls, %d frames of %d x %d grey values: 200 for training, 50 for validation, 50 for"
                                + " testing",
                        balls.balls(),
                        balls.frames(),
                        balls.side(),
                        balls.side()),
                (split, key) -> balls.of(split == Split.TRAIN ? 200 : 50, key));
    }

    private static DataSource sequences(String description, BiFunction<Split, RandomKey, DataSet> drawing) {
        return new DataSource(
                description,
                "generated from the seed",
                "none needed",
                (split, directory, key) -> drawing.apply(split, key.at(split.toString())),
                EnumSet.allOf(Split.class));
    }

    private static DataSource symmetry(int n, int examples) {
        return new DataSource(
                String.format(
                        Locale.ROOT,
                        "patterns of %d x %d pixels symmetric in a horizontal, vertical or diagonal axis, their class:"
                                + " %,d, each as often as is probable; both parts are all of them",
                        n,
                        n,
                        examples),
                "generated",
                "none needed",
                (split, directory, key) -> Symmetry.of(n));
    }

    private static DataSet noisy(DataSet digits, Split split, RandomKey key) {
        DataSet some = digits.take(Math.min(NOISY_DIGITS, digits.size()));
        return NoisyMnist.over(some, key.at(split.toString())).withName("mnist-noise");
    }

    private static DataSource pairs(String description, ImagePairs pairs) {
        return new DataSource(
                "pairs of images: " + description + "; 50,000 for training, 5,000 for testing",
                "generated from the seed",
                "none needed",
                (split, directory, key) -> split == Split.TRAIN
                        ? pairs.of(TRAINING_PAIRS, key.at("train"))
                        : pairs.of(TEST_PAIRS, key.at("test")));
    }
}
