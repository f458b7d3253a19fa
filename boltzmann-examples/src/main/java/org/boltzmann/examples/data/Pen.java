package org.boltzmann.examples.data;

import java.util.Arrays;

/** Draws smooth strokes on a small square of pixels: a pixel's grey comes from its distance to the nearest stroke. */
final class Pen {

    /** Straight pieces between two points of a stroke: the error is below a twentieth of a pixel at this size. */
    private static final int PIECES = 5;

    private final int side;
    private final double halfWidth;
    private final double softness;
    private final double darkness;
    private final double[] squaredDistance;

    /**
     * A pen and an empty sheet.
     *
     * @param side of the sheet in pixels
     * @param halfWidth of the stroke in pixels
     * @param softness half the width of the edge over which ink becomes paper
     * @param darkness of the ink, 0 to 1
     */
    Pen(int side, double halfWidth, double softness, double darkness) {
        this.side = side;
        this.halfWidth = halfWidth;
        this.softness = softness;
        this.darkness = darkness;
        this.squaredDistance = new double[side * side];
        Arrays.fill(squaredDistance, Double.POSITIVE_INFINITY);
    }

    /**
     * Draws a curve through points (Catmull and Rom); two points make a straight line.
     *
     * @param points x0, y0, x1, y1 ... in pixels, at least two
     */
    void draw(double[] points) {
        int last = points.length / 2 - 1;
        double x = points[0];
        double y = points[1];
        for (int i = 0; i < last; i++) {
            for (int piece = 1; piece <= PIECES; piece++) {
                double t = (double) piece / PIECES;
                double nextX = at(points, 0, i, last, t);
                double nextY = at(points, 1, i, last, t);
                drawPiece(x, y, nextX, nextY);
                x = nextX;
                y = nextY;
            }
        }
    }

    private static double at(double[] points, int axis, int i, int last, double t) {
        double b = points[2 * i + axis];
        double c = points[2 * (i + 1) + axis];
        double a = i == 0 ? 2 * b - c : points[2 * (i - 1) + axis];
        double d = i + 1 == last ? 2 * c - b : points[2 * (i + 2) + axis];
        return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
    }

    private void drawPiece(double x0, double y0, double x1, double y1) {
        double reach = halfWidth + softness;
        double dx = x1 - x0;
        double dy = y1 - y0;
        double squaredLength = dx * dx + dy * dy;
        int toRow = pixel(Math.max(y0, y1) + reach);
        int toColumn = pixel(Math.max(x0, x1) + reach);
        for (int row = pixel(Math.min(y0, y1) - reach); row <= toRow; row++) {
            for (int column = pixel(Math.min(x0, x1) - reach); column <= toColumn; column++) {
                double px = column + 0.5 - x0;
                double py = row + 0.5 - y0;
                double along = squaredLength > 0 ? (px * dx + py * dy) / squaredLength : 0;
                along = Math.max(0, Math.min(1, along));
                double ex = px - along * dx;
                double ey = py - along * dy;
                int pixel = row * side + column;
                squaredDistance[pixel] = Math.min(squaredDistance[pixel], ex * ex + ey * ey);
            }
        }
    }

    private int pixel(double position) {
        return Math.max(0, Math.min(side - 1, (int) position));
    }

    /**
     * Writes the sheet's grey values.
     *
     * @param start where the first pixel goes
     * @param pixels 0 (paper) to 1 (ink), row by row
     */
    void fillPixels(int start, float[] pixels) {
        for (int pixel = 0; pixel < squaredDistance.length; pixel++) {
            double edge = (halfWidth + softness - Math.sqrt(squaredDistance[pixel])) / (2 * softness);
            pixels[start + pixel] = (float) (darkness * Math.max(0, Math.min(1, edge)));
        }
    }
}
