package org.boltzmann.examples.data;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.linalg.Matrix;

/**
 * Digits drawn with a pen: as many labelled pictures as are wanted, from a seed.
 *
 * <p>A digit has several ways of being written ({@link DigitTemplates}). One is chosen, its points are displaced, the whole is
 * sheared, turned, stretched and moved, and drawn as smooth strokes of some width and darkness on 16 x 16 pixels. Every example
 * depends on the key and its number alone, so the first examples do not depend on how many follow.
 *
 * <p>Only exactly rounded arithmetic and {@link StrictMath} are used: equal keys give equal bits on every Java. 10,000 digits
 * take a tenth of a second on two cores.
 */
public final class StrokeDigits {

    /** Side of the pictures in pixels. */
    public static final int SIDE = 16;

    private static final double TURN = 0.3;
    private static final double SHEAR = 0.4;
    private static final double WOBBLE = 0.09;

    private StrokeDigits() {}

    /**
     * Draws digits.
     *
     * @param examples how many, not negative
     * @param key equal keys give equal digits
     * @return examples of 16 x 16 grey values 0 (paper) to 1 (ink), classes 0 to 9 in random order, about equally many
     * @throws IllegalArgumentException if the number is negative or too large for one array
     */
    public static DataSet of(int examples, RandomKey key) {
        Matrix values = Matrix.zeros(SIDE * SIDE, examples);
        int[] labels = new int[examples];
        IntStream.range(0, examples).parallel().forEach(example -> {
            RandomGenerator random = key.at(example).generator();
            labels[example] = Draws.below(10, random);
            draw(labels[example], random, values.data(), values.columnStart(example));
        });
        return DataSet.of("stroke-digits", List.of(SIDE, SIDE), values).withLabels(labels, 10);
    }

    private static void draw(int digit, RandomGenerator random, float[] pixels, int start) {
        List<double[]> strokes = DigitTemplates.of(digit, random);
        double[] placed = placement(random);
        double halfWidth = Draws.between(0.45, 1.15, random);
        Pen pen = new Pen(SIDE, halfWidth, Draws.between(0.45, 0.75, random), Draws.between(0.7, 1.0, random));
        for (double[] stroke : strokes) {
            pen.draw(moved(stroke, placed, random));
        }
        pen.fillPixels(start, pixels);
    }

    /** A matrix and a shift, from the unit square (y downwards) onto pixels. */
    private static double[] placement(RandomGenerator random) {
        double turn = TURN * Draws.bell(random);
        double shear = SHEAR * Draws.bell(random);
        double width = Draws.between(6.0, 9.2, random);
        double height = Draws.between(9.2, 12.2, random);
        double cos = StrictMath.cos(turn);
        double sin = StrictMath.sin(turn);
        double centre = 0.5 * SIDE;
        return new double[] {
            cos * width,
            -sin * height - shear * cos * height,
            sin * width,
            cos * height - shear * sin * height,
            centre + 1.4 * Draws.bell(random),
            centre + 1.4 * Draws.bell(random)
        };
    }

    private static double[] moved(double[] stroke, double[] to, RandomGenerator random) {
        double[] points = new double[stroke.length];
        for (int i = 0; i < stroke.length; i += 2) {
            double x = stroke[i] - 0.5 + WOBBLE * Draws.bell(random);
            double y = stroke[i + 1] - 0.5 + WOBBLE * Draws.bell(random);
            points[i] = to[0] * x + to[1] * y + to[4];
            points[i + 1] = to[2] * x + to[3] * y + to[5];
        }
        return points;
    }
}
