package org.boltzmann.core.data;

import java.util.random.RandomGenerator;
import org.boltzmann.core.linalg.Normal;

/**
 * Pictures moved, turned, scaled and bent a little at random, other at every look: examples that were never drawn but could have been.
 *
 * <p>The value at a place is taken from where its inverse image lies, between pixels by bilinear interpolation, so that it
 * stays within the range of the picture's values; what lies outside of the picture is 0. All draws are uniform on plus or minus the
 * bound but for the bending, whose displacements are normal at the knots of a cubic B-spline four to a side, and smooth between them.
 *
 * <p>Source of the idea: P. Simard, D. Steinkraus, J. Platt, "Best practices for convolutional neural networks applied to visual
 * document analysis", ICDAR 2003.
 *
 * @param shift largest shift along each axis, in pixels
 * @param rotation largest angle, in degrees
 * @param scale largest change of size along each axis, a fraction less than 1
 * @param bend standard deviation of the displacements at the knots, in pixels
 */
public record Distortion(double shift, double rotation, double scale, double bend) {

    /** Changes nothing. */
    public static final Distortion NONE = new Distortion(0, 0, 0, 0);

    /** Intervals of the spline along a side; it has three knots more. */
    private static final int INTERVALS = 4;

    private static final int KNOTS = INTERVALS + 3;

    public Distortion {
        check("shift", shift, Double.MAX_VALUE);
        check("rotation", rotation, 360);
        check("scale", scale, Math.nextDown(1.0));
        check("bend", bend, Double.MAX_VALUE);
    }

    private static void check(String what, double value, double most) {
        if (!(value >= 0 && value <= most)) {
            throw new IllegalArgumentException(
                    "the " + what + " of a distortion must be from 0 to " + most + " but is " + value);
        }
    }

    /**
     * Whether nothing is changed.
     *
     * @return true if all bounds are 0
     */
    public boolean isNone() {
        return equals(NONE);
    }

    /**
     * Distorts one picture.
     *
     * @param from an array that holds it, row by row
     * @param start where in it the picture begins
     * @param rows height
     * @param columns width
     * @param random where randomness comes from
     * @param to another array for the result
     * @param toStart where in it the result begins
     */
    void apply(float[] from, int start, int rows, int columns, RandomGenerator random, float[] to, int toStart) {
        double angle = StrictMath.toRadians(rotation * symmetric(random));
        double scaleRows = 1 / (1 + scale * symmetric(random));
        double scaleColumns = 1 / (1 + scale * symmetric(random));
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        double middleRow = (rows - 1) / 2.0;
        double middleColumn = (columns - 1) / 2.0;
        double fromRow = middleRow - shift * symmetric(random);
        double fromColumn = middleColumn - shift * symmetric(random);
        double[][] bentRows = bend > 0 ? bends(rows, columns, random) : null;
        double[][] bentColumns = bend > 0 ? bends(rows, columns, random) : null;
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                double y = (r - middleRow) * scaleRows;
                double x = (c - middleColumn) * scaleColumns;
                double row = fromRow + cos * y - sin * x;
                double column = fromColumn + sin * y + cos * x;
                if (bentRows != null) {
                    row += bentRows[r][c];
                    column += bentColumns[r][c];
                }
                to[toStart + r * columns + c] = at(from, start, rows, columns, row, column);
            }
        }
    }

    private static double symmetric(RandomGenerator random) {
        return 2 * random.nextDouble() - 1;
    }

    private static float at(float[] picture, int start, int rows, int columns, double row, double column) {
        int r = (int) Math.floor(row);
        int c = (int) Math.floor(column);
        float down = (float) (row - r);
        float right = (float) (column - c);
        float above = (1 - right) * pixel(picture, start, rows, columns, r, c)
                + right * pixel(picture, start, rows, columns, r, c + 1);
        float below = (1 - right) * pixel(picture, start, rows, columns, r + 1, c)
                + right * pixel(picture, start, rows, columns, r + 1, c + 1);
        return (1 - down) * above + down * below;
    }

    private static float pixel(float[] picture, int start, int rows, int columns, int r, int c) {
        return r < 0 || r >= rows || c < 0 || c >= columns ? 0 : picture[start + r * columns + c];
    }

    /** Displacements along one axis of every pixel. */
    private double[][] bends(int rows, int columns, RandomGenerator random) {
        double[][] knots = new double[KNOTS][KNOTS];
        for (double[] line : knots) {
            for (int i = 0; i < KNOTS; i++) {
                line[i] = bend * Normal.draw(random);
            }
        }
        double[][] across = new double[KNOTS][columns];
        for (int c = 0; c < columns; c++) {
            double place = place(c, columns);
            for (int k = 0; k < KNOTS; k++) {
                across[k][c] = spline(knots[k], place);
            }
        }
        double[][] bends = new double[rows][columns];
        double[] line = new double[KNOTS];
        for (int r = 0; r < rows; r++) {
            double place = place(r, rows);
            for (int c = 0; c < columns; c++) {
                for (int k = 0; k < KNOTS; k++) {
                    line[k] = across[k][c];
                }
                bends[r][c] = spline(line, place);
            }
        }
        return bends;
    }

    private static double place(int pixel, int size) {
        return Math.min(INTERVALS - 1e-9, INTERVALS * (pixel + 0.5) / size);
    }

    private static double spline(double[] knots, double place) {
        int i = (int) place;
        double t = place - i;
        double u = 1 - t;
        return (u * u * u * knots[i]
                        + (3 * t * t * t - 6 * t * t + 4) * knots[i + 1]
                        + (3 * u * u * u - 6 * u * u + 4) * knots[i + 2]
                        + t * t * t * knots[i + 3])
                / 6;
    }
}
