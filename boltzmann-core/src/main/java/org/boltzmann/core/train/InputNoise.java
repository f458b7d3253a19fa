package org.boltzmann.core.train;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.linalg.Elementwise;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Normal;
import org.boltzmann.core.linalg.Workers;

/**
 * What is done, while it learns, to the frames that a network sees: x ← x z / (1 − dropout) + deviation · n, where z is 1 with
 * probability 1 − dropout and else 0, and n is a standard normal number.
 *
 * <p>Construction is refused with an {@link IllegalArgumentException} unless 0 ≤ dropout &lt; 1 and the deviation is a number of at
 * least 0.
 *
 * @param dropout probability that a value is not seen
 * @param deviation standard deviation of what is added
 */
public record InputNoise(double dropout, double deviation) {

    /** The frames as they are. */
    public static final InputNoise NONE = new InputNoise(0, 0);

    public InputNoise {
        if (!(dropout >= 0 && dropout < 1 && deviation >= 0 && Double.isFinite(deviation))) {
            throw new IllegalArgumentException(
                    "noise on what a network sees needs a dropout from 0 to less than 1 and a"
                            + " deviation of at least 0, not " + dropout + " and " + deviation);
        }
    }

    /** What is seen of one matrix of frames after another. */
    UnaryOperator<Matrix> at(RandomKey key) {
        if (dropout == 0 && deviation == 0) {
            return UnaryOperator.identity();
        }
        int[] calls = {0};
        return frames -> seen(frames, key.at(calls[0]++));
    }

    private Matrix seen(Matrix frames, RandomKey key) {
        Matrix seen = Matrix.zeros(frames.rows(), frames.columns());
        List<Matrix> from = frames.tiles(Kernels.get().partition(), 1);
        List<Matrix> to = seen.tiles(Kernels.get().partition(), 1);
        Workers.shared().run(to.size(), tile -> {
            RandomGenerator random = key.at(tile).generator();
            Matrix own = to.get(tile);
            own.set(from.get(tile));
            if (dropout > 0) {
                Elementwise.draw(own, random, this::drop, own);
            }
            if (deviation > 0) {
                Elementwise.map(own, (w, n) -> addNormal(random, w, n), own);
            }
        });
        return seen;
    }

    private void drop(float[] w, float[] u, int n) {
        float limit = (float) dropout;
        float scale = (float) (1 / (1 - dropout));
        for (int i = 0; i < n; i++) {
            u[i] = Math.max(0f, Math.min(1f, (u[i] - limit) * 0x1p60f)); // 1 where the draw is above
        }
        for (int i = 0; i < n; i++) {
            w[i] *= scale * u[i];
        }
    }

    private void addNormal(RandomGenerator random, float[] w, int n) {
        for (int i = 0; i < n; i++) {
            w[i] += (float) (deviation * Normal.draw(random));
        }
    }

    @Override
    public String toString() {
        return (dropout == 0 ? "" : ", inputs dropped with " + dropout)
                + (deviation == 0 ? "" : ", noise of " + deviation + " on inputs");
    }
}
