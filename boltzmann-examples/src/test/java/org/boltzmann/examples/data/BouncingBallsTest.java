package org.boltzmann.examples.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BouncingBallsTest {

    private static final RandomKey KEY = RandomKey.of(8);

    /** A collision rounds each of at most a dozen products by 2^-53 of the energy; there are at most 20 collisions a frame. */
    private static final double TOLERANCE = 20 * 12 * 0x1p-53;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void energyIsConserved(int count) {
        Balls balls = Balls.draw(count, KEY.generator());
        double energy = balls.energy();
        assertThat(2 * energy).isCloseTo(0.25, within(1e-15));
        for (int t = 1; t <= 10_000; t++) {
            balls.advance();
            assertThat(balls.energy()).isCloseTo(energy, within(t * TOLERANCE * energy));
        }
    }

    /** Elastic collisions of equal masses change single momenta, never their sum: seen where nobody is near a wall. */
    @Test
    void momentumIsConservedWhereBallsMeet() {
        Balls balls = new Balls(
                new double[] {3, 6.5, 5}, new double[] {5, 5.4, 8}, new double[] {0.3, -0.2, 0}, new double[] {
                    0, 0.1, -0.25
                });
        double[] before = balls.momentum();
        double energy = balls.energy();
        for (int t = 0; t < 8; t++) {
            balls.advance();
            assertThat(balls.momentum()[0]).isCloseTo(before[0], within(1e-14));
            assertThat(balls.momentum()[1]).isCloseTo(before[1], within(1e-14));
        }
        assertThat(balls.energy()).isCloseTo(energy, within(1e-14));
    }

    @Test
    void twoBallsHeadOnExchangeTheirVelocities() {
        Balls balls =
                new Balls(new double[] {3.7, 6.3}, new double[] {5, 5}, new double[] {0.4, -0.1}, new double[] {0, 0});
        balls.advance();
        assertThat(balls.x(0)).isLessThan(balls.x(1));
        balls.advance();
        double gap = balls.x(1) - balls.x(0);
        balls.advance();
        assertThat(balls.x(1) - balls.x(0) - gap)
                .as("they part as fast as they met")
                .isCloseTo(0.5, within(1e-12));
        assertThat(balls.momentum()[0]).isCloseTo(0.3, within(1e-15));
    }

    @Test
    void ballsStayInTheBox() {
        Balls balls = Balls.draw(3, KEY.at(1).generator());
        for (int t = 0; t < 10_000; t++) {
            balls.advance();
            for (int i = 0; i < 3; i++) {
                assertThat(balls.x(i)).isBetween(Balls.RADIUS - 0.5, Balls.BOX - Balls.RADIUS + 0.5);
                assertThat(balls.y(i)).isBetween(Balls.RADIUS - 0.5, Balls.BOX - Balls.RADIUS + 0.5);
            }
        }
    }

    @Test
    void filmsHaveTheShapeAndTheRangeOfMeans() {
        DataSet films = BouncingBalls.standard().of(3, KEY);
        assertThat(films.shape()).containsExactly(30, 30);
        assertThat(films.sequences().lengths()).containsExactly(100, 100, 100);
        double mass = 0;
        for (float value : films.values().data()) {
            assertThat(value).isBetween(0f, 1f);
            mass += value;
        }
        // ∫ exp(−(d/r)^8) over the plane is π r² Γ(5/4); 9 pixels an area unit; walls and overlaps take some of it
        double ball = Math.PI * 1.2 * 1.2 * 0.9064 * 9;
        assertThat(mass / 300).isBetween(2.8 * ball, 3.0001 * ball);
    }

    /** Published for such films: copying the last frame has a squared error of 11.86 a frame (TSBN, Gan et al. 2015). */
    @Test
    void copyingTheLastFrameIsAsWrongAsPublished() {
        DataSet films = BouncingBalls.standard().of(50, KEY);
        double error = 0;
        for (int j = 0; j < films.size(); j++) {
            if (j % 100 > 0) {
                for (int i = 0; i < 900; i++) {
                    double difference =
                            films.values().get(i, j) - films.values().get(i, j - 1);
                    error += difference * difference;
                }
            }
        }
        assertThat(error / (50 * 99)).isCloseTo(11.86, within(0.5)); // 11.80; films differ by about 2.5 each
    }

    @Test
    void filmsDependOnTheKeyAndTheirNumberAlone() {
        BouncingBalls small = new BouncingBalls(8, 2, 5);
        DataSet few = small.of(2, KEY);
        assertThat(small.of(4, KEY).take(10).sha256()).isEqualTo(few.sha256());
        assertThat(small.of(2, KEY.at(1)).sha256()).isNotEqualTo(few.sha256());
        assertThatIllegalArgumentException().isThrownBy(() -> new BouncingBalls(30, 7, 100));
    }
}
