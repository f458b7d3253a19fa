package org.boltzmann.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Workers;
import org.boltzmann.core.unit.Bernoulli;
import org.junit.jupiter.api.Test;

class DistortionTest {

    private static final int SIDE = 15;

    /** A square of 3 x 3 in the middle. */
    private static float[] square() {
        float[] picture = new float[SIDE * SIDE];
        for (int r = 6; r < 9; r++) {
            Arrays.fill(picture, r * SIDE + 6, r * SIDE + 9, 1);
        }
        return picture;
    }

    private static float[] distorted(Distortion distortion, float[] picture, int rows, long seed) {
        float[] result = new float[picture.length];
        distortion.apply(
                picture, 0, rows, picture.length / rows, RandomKey.of(seed).generator(), result, 0);
        return result;
    }

    private static double sum(float[] picture) {
        double sum = 0;
        for (float value : picture) {
            sum += value;
        }
        return sum;
    }

    /** Row and column of the centre of mass, from the middle. */
    private static double[] centre(float[] picture) {
        double row = 0;
        double column = 0;
        for (int i = 0; i < picture.length; i++) {
            row += picture[i] * (i / SIDE - 7);
            column += picture[i] * (i % SIDE - 7);
        }
        return new double[] {row / sum(picture), column / sum(picture)};
    }

    @Test
    void withoutBoundsNothingChanges() {
        assertThat(distorted(Distortion.NONE, square(), SIDE, 1)).containsExactly(square());
        assertThat(Distortion.NONE.isNone()).isTrue();
        assertThat(new Distortion(0, 0, 0, 1).isNone()).isFalse();
    }

    @Test
    void aShiftMovesTheCentreByNoMoreThanItsBoundToAllSides() {
        Distortion shift = new Distortion(2, 0, 0, 0);
        double[] least = {9, 9};
        double[] most = {-9, -9};
        for (int seed = 0; seed < 200; seed++) {
            float[] picture = distorted(shift, square(), SIDE, seed);
            double[] centre = centre(picture);
            // Bilinear interpolation spreads a pixel over four whose weights add to 1 and whose centre is its place.
            assertThat(sum(picture)).isCloseTo(9, within(1e-4));
            for (int axis = 0; axis < 2; axis++) {
                least[axis] = Math.min(least[axis], centre[axis]);
                most[axis] = Math.max(most[axis], centre[axis]);
            }
        }
        for (int axis = 0; axis < 2; axis++) {
            // Of 200 uniform draws on [-2, 2] none is within 0.2 of an end with probability 0.95^200 = 4e-5.
            assertThat(least[axis]).isBetween(-2.001, -1.8);
            assertThat(most[axis]).isBetween(1.8, 2.001);
        }
    }

    @Test
    void turningAndScalingKeepTheCentreAndTheSizeChangesOnlyWithTheScale() {
        double least = 9;
        double most = 9;
        for (int seed = 0; seed < 100; seed++) {
            float[] turned = distorted(new Distortion(0, 180, 0, 0), square(), SIDE, seed);
            assertThat(centre(turned)).containsExactly(new double[] {0, 0}, within(0.01));
            assertThat(sum(turned)).isCloseTo(9, within(0.8)); // sampled at whole pixels
            float[] scaled = distorted(new Distortion(0, 0, 0.5, 0), square(), SIDE, seed);
            assertThat(centre(scaled)).containsExactly(new double[] {0, 0}, within(0.01));
            least = Math.min(least, sum(scaled));
            most = Math.max(most, sum(scaled));
        }
        assertThat(least).isLessThan(5);
        assertThat(most).isGreaterThan(15);
    }

    @Test
    void bendingIsSmoothAndStaysWithinThePicturesValues() {
        float[] ramp = new float[SIDE * SIDE];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = 1 + i % SIDE;
        }
        for (int seed = 0; seed < 20; seed++) {
            float[] bent = distorted(new Distortion(0, 0, 0, 1), ramp, SIDE, seed);
            for (int r = 4; r < 10; r++) {
                for (int c = 4; c < 10; c++) {
                    float value = bent[r * SIDE + c];
                    assertThat(value).isBetween(0f, 15f);
                    // The slope of a cubic B-spline is at most the difference of neighbouring knots, here below 8 of
                    // them to 15/4 pixels.
                    assertThat(Math.abs(bent[(r + 1) * SIDE + c] - value)).isLessThan(8 * 4f / 15);
                }
            }
        }
    }

    @Test
    void boundsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new Distortion(-1, 0, 0, 0))
                .hasMessageContaining("shift")
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> new Distortion(0, 361, 0, 0)).hasMessageContaining("rotation");
        assertThatThrownBy(() -> new Distortion(0, 0, 1, 0)).hasMessageContaining("scale");
        assertThatThrownBy(() -> new Distortion(0, 0, 0, Double.NaN)).hasMessageContaining("bend");
    }

    private static final Group V = Group.of("v", new Bernoulli(), SIDE * SIDE);

    private static DataSet squares() {
        Matrix values = Matrix.zeros(SIDE * SIDE, 6);
        for (int j = 0; j < 6; j++) {
            System.arraycopy(square(), 0, values.data(), values.columnStart(j), SIDE * SIDE);
        }
        return DataSet.of("squares", List.of(SIDE, SIDE), values);
    }

    private static float[] shown(Presentation presentation, long seed) {
        State x = State.zeros(List.of(V), 6);
        presentation.present(new int[] {0, 1, 2, 3, 4, 5}, RandomKey.of(seed), x);
        return x.of(V).data().clone();
    }

    @Test
    void everyLookIsAnotherAndEveryExampleToo() {
        Presentation distorted =
                new Presentation(squares(), V, Encoding.means()).distorted(new Distortion(1, 10, 0.1, 0.5));
        float[] first = shown(distorted, 1);
        assertThat(shown(distorted, 1)).containsExactly(first);
        assertThat(shown(distorted, 2)).isNotEqualTo(first);
        assertThat(Arrays.copyOfRange(first, 0, 225)).isNotEqualTo(Arrays.copyOfRange(first, 225, 450));
        assertThat(distorted.identity()).contains("rotation=10");
        assertThat(shown(distorted.frozen(RandomKey.of(1)), 3))
                .containsExactly(squares().values().data());
    }

    @Test
    void binaryUnitsGetStatesFromARandomEncoding() {
        Presentation distorted =
                new Presentation(squares(), V, Encoding.bernoulli()).distorted(new Distortion(1, 0, 0, 0));
        for (float value : shown(distorted, 1)) {
            assertThat(value).isIn(0f, 1f);
        }
    }

    @Test
    void anyNumberOfThreadsShowsTheSame() {
        Presentation distorted = new Presentation(squares(), V, Encoding.means()).distorted(new Distortion(2, 0, 0, 1));
        int threads = Workers.shared().threads();
        try {
            Workers.useThreads(1);
            float[] one = shown(distorted, 1);
            Workers.useThreads(4);
            assertThat(shown(distorted, 1)).containsExactly(one);
        } finally {
            Workers.useThreads(threads);
        }
    }

    @Test
    void whatIsNoPictureOrWouldBeNoStateIsRefused() {
        Distortion shift = new Distortion(1, 0, 0, 0);
        assertThatThrownBy(() -> new Presentation(squares(), V, Encoding.asIs()).distorted(shift))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("bernoulli");
        DataSet flat = squares().withShape(List.of(SIDE * SIDE));
        assertThatThrownBy(() -> new Presentation(flat, V, Encoding.means()).distorted(shift))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("[225]");
        Matrix holes = squares().values().copy();
        holes.set(0, 0, Float.NaN);
        assertThatThrownBy(() -> new Presentation(squares().withValues(holes), V, Encoding.means()).distorted(shift))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("missing");
    }
}
