package org.boltzmann.examples.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.linalg.Matrix;

/**
 * Pairs of images, the second a transformation of the first, labelled by the transformation: random dots of 13 x 13 pixels, each on
 * with probability 0.1.
 *
 * <p>A transformation says for each pixel of the second image which pixel of the first it copies, or that it stays empty. Every
 * example depends on the key and its number alone.
 *
 * <p>Source: R. Memisevic, G. Hinton, "Learning to represent spatial transformations with factored higher-order Boltzmann
 * machines", Neural Computation 22(6), 2010, whose machines learn shifts, rotations and scalings of random dots.
 */
public final class ImagePairs {

    /** Side of an image in pixels. */
    public static final int SIDE = 13;

    /** Probability of a dot. */
    public static final double DOTS = 0.1;

    /** A pixel of the second image that copies none of the first. */
    static final int EMPTY = -1;

    private static final int PIXELS = SIDE * SIDE;

    private final String name;
    private final List<Transformation> transformations;

    /** By name, for each pixel of the second image the one of the first that it copies, or {@link #EMPTY}. */
    record Transformation(String name, List<Integer> from) {

        static Transformation of(String name, int[] from) {
            return new Transformation(name, Arrays.stream(from).boxed().toList());
        }
    }

    private ImagePairs(String name, List<Transformation> transformations) {
        this.name = name;
        this.transformations = transformations;
    }

    /**
     * Shifts by up to 3 pixels along each axis; what leaves the image on one side comes in on the other.
     *
     * @return 49 transformations, named like {@code -1+3}: up by 1, right by 3
     */
    public static ImagePairs shifts() {
        return new ImagePairs(
                "shifts",
                IntStream.range(0, 49)
                        .mapToObj(k -> shift(k / 7 - 3, k % 7 - 3))
                        .toList());
    }

    private static Transformation shift(int down, int right) {
        int[] from = new int[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            from[i] = Math.floorMod(i / SIDE - down, SIDE) * SIDE + Math.floorMod(i % SIDE - right, SIDE);
        }
        return Transformation.of(String.format(Locale.ROOT, "%+d%+d", down, right), from);
    }

    /**
     * Rotations about the centre by multiples of 15 degrees; a pixel copies the nearest one, and is empty if that lies outside.
     *
     * @return 24 transformations, named by the angle in degrees, clockwise
     */
    public static ImagePairs rotations() {
        return new ImagePairs(
                "rotations",
                IntStream.range(0, 24)
                        .map(k -> 15 * k)
                        .mapToObj(degrees -> {
                            double angle = StrictMath.toRadians(degrees);
                            double cos = StrictMath.cos(angle);
                            double sin = StrictMath.sin(angle);
                            return linear(Integer.toString(degrees), cos, sin, -sin, cos);
                        })
                        .toList());
    }

    /**
     * Changes of size about the centre, by powers of the fourth root of 2 from half to double; a pixel copies the nearest one, and is
     * empty if that lies outside.
     *
     * @return 9 transformations, named by the factor in per cent
     */
    public static ImagePairs scalings() {
        return new ImagePairs(
                "scalings",
                IntStream.rangeClosed(-4, 4)
                        .mapToObj(k -> {
                            double factor = StrictMath.pow(2, k / 4.0);
                            return linear(Math.round(100 * factor) + "%", 1 / factor, 0, 0, 1 / factor);
                        })
                        .toList());
    }

    /** With the matrix that leads from a pixel's place (x to the right, y down, from the centre) to where it copies from. */
    private static Transformation linear(String name, double xx, double xy, double yx, double yy) {
        int[] from = new int[PIXELS];
        int centre = SIDE / 2;
        for (int i = 0; i < PIXELS; i++) {
            int x = i % SIDE - centre;
            int y = i / SIDE - centre;
            long column = Math.round(xx * x + xy * y) + centre;
            long row = Math.round(yx * x + yy * y) + centre;
            boolean inside = column >= 0 && column < SIDE && row >= 0 && row < SIDE;
            from[i] = inside ? (int) (row * SIDE + column) : EMPTY;
        }
        return Transformation.of(name, from);
    }

    /** All transformations, in the order of the labels. */
    List<Transformation> transformations() {
        return transformations;
    }

    /**
     * Draws pairs.
     *
     * @param examples how many, not negative
     * @param key equal keys give equal pairs
     * @return examples of 2 x 13 x 13 values 0 or 1, the first image before the second, classes the transformations in random order,
     *     about equally many
     * @throws IllegalArgumentException if the number is negative or too large for one array
     */
    public DataSet of(int examples, RandomKey key) {
        Matrix values = Matrix.zeros(2 * PIXELS, examples);
        int[] labels = new int[examples];
        IntStream.range(0, examples).parallel().forEach(example -> {
            RandomGenerator random = key.at(example).generator();
            labels[example] = Draws.below(transformations.size(), random);
            draw(transformations.get(labels[example]), random, values.data(), values.columnStart(example));
        });
        return DataSet.of(name, List.of(2, SIDE, SIDE), values)
                .withLabels(
                        labels,
                        transformations.stream().map(Transformation::name).toList());
    }

    private static void draw(Transformation transformation, RandomGenerator random, float[] pixels, int start) {
        for (int i = 0; i < PIXELS; i++) {
            pixels[start + i] = Draws.between(0, 1, random) < DOTS ? 1 : 0;
        }
        for (int i = 0; i < PIXELS; i++) {
            int from = transformation.from().get(i);
            pixels[start + PIXELS + i] = from == EMPTY ? 0 : pixels[start + from];
        }
    }
}
