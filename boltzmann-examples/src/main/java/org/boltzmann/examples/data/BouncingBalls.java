package org.boltzmann.examples.data;

import java.util.List;
import java.util.stream.IntStream;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.linalg.Matrix;

/**
 * Films of balls that bounce off the walls of a box and off each other.
 *
 * <p>The box is 10 x 10, balls have a radius of r = 1.2, all the same mass, and begin anywhere without touching; the root of the sum of the
 * squares of their velocities is 0.5 a frame and stays so. Two times a frame they move straight on, and those that touch a wall or each other
 * collide elastically. A pixel at distance d_k of ball k has the value min(1, Σ_k exp(−(d_k² / r²)⁴)): grey values from 0 to 1, means of binary
 * units, to be learned with the encoding {@code means}.
 *
 * <p>Source: I. Sutskever, G. Hinton, G. Taylor, "The recurrent temporal restricted Boltzmann machine", NIPS 2008, whose films have 100 frames of
 * 30 x 30 pixels and 3 balls. Unlike there, balls that overlap and already part do not collide again, by which they could stick together.
 *
 * @param side pixels along each side of a frame, 1 to 100
 * @param balls how many, 1 to 6, for which there is always room
 * @param frames how many a film has, at least 2
 */
public record BouncingBalls(int side, int balls, int frames) {

    private static final int LARGEST = 100;
    private static final int MOST_BALLS = 6;

    public BouncingBalls {
        if (side < 1 || side > LARGEST || balls < 1 || balls > MOST_BALLS || frames < 2) {
            throw new IllegalArgumentException("films of bouncing balls have 1 to " + LARGEST + " pixels a side, 1 to "
                    + MOST_BALLS + " balls and at least 2 frames, not " + side + ", " + balls + " and " + frames);
        }
    }

    /**
     * As published: 100 frames of 30 x 30 pixels, 3 balls.
     *
     * @return the films, none drawn yet
     */
    public static BouncingBalls standard() {
        return new BouncingBalls(30, 3, 100);
    }

    /**
     * Draws films.
     *
     * @param films how many, at least 1
     * @param key equal keys give equal films; each depends on the key and its number alone
     * @return frames of shape side x side, the films as sequences
     * @throws IllegalArgumentException if they are too large for one array
     */
    public DataSet of(int films, RandomKey key) {
        Matrix values = Matrix.zeros(side * side, Math.multiplyExact(films, frames));
        IntStream.range(0, films).parallel().forEach(film -> {
            Balls moving = Balls.draw(balls, key.at(film).generator());
            for (int t = 0; t < frames; t++) {
                draw(moving, values.data(), values.columnStart(film * frames + t));
                moving.advance();
            }
        });
        int[] lengths = IntStream.range(0, films).map(film -> frames).toArray();
        return DataSet.of("bouncing-balls", List.of(side, side), values).withSequences(Sequences.of(lengths));
    }

    private void draw(Balls moving, float[] pixels, int start) {
        double pixel = Balls.BOX / side;
        for (int i = 0; i < side * side; i++) {
            int row = i / side;
            double x = (i % side + 0.5) * pixel;
            double y = (row + 0.5) * pixel;
            double sum = 0;
            for (int ball = 0; ball < moving.count(); ball++) {
                sum += bump(x - moving.x(ball), y - moving.y(ball));
            }
            pixels[start + i] = (float) Math.min(1, sum);
        }
    }

    private static double bump(double dx, double dy) {
        double ratio = (dx * dx + dy * dy) / (Balls.RADIUS * Balls.RADIUS);
        double square = ratio * ratio;
        return ratio > 3 ? 0 : StrictMath.exp(-square * square); // beyond, less than 1e-35
    }
}
