package org.boltzmann.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.Real;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real-valued frames: the gradient is the slope of the likelihood, that of a learned precision too. */
class GaussianFramesTest {

    private static final float STEP = 1 / 16f;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theGradientIsTheSlopeOfTheLikelihood(boolean learned) {
        Group v = Group.of("v", learned ? Gaussian.learnedPrecision("v", 2) : Gaussian.unitPrecision(), 2);
        Group h = Group.of("h", new Bernoulli(), 2);
        Group u = Group.of("u", new Real(), 2);
        ConditionalMachines.First zero =
                new ConditionalMachines.First(Initializer.zero(), Initializer.zero(), Initializer.zero());
        BoltzmannMachine machine = TinySequences.filled(
                ConditionalMachines.of(v, h, u, Emission.full(), zero).conditionedBy(Lstm.reading(v, u, 0.1, 0.1)));
        Presentation shown = new Presentation(frames(), v, Encoding.asIs()).inSequences();
        State batch = machine.newState(shown.columns(new int[] {1, 0}, 0, 2));
        shown.present(new int[] {1, 0}, 0, 2, RandomKey.of(1), batch);
        Gradient gradient = machine.newGradient();
        ThroughTimeTest.objective(machine).addGradient(batch, 1, RandomKey.of(1), gradient);
        for (Parameter parameter : machine.parameters()) {
            float[] values = machine.theta().of(parameter).data();
            for (int k = 0; k < values.length; k++) {
                // five points: h⁴/30 = 5e-7 of the fifth derivative is left out; 2e-6 of rounding in energies up to 20
                // adds 5e-5
                assertThat((double) gradient.of(parameter).data()[k])
                        .as(parameter + "[" + k + "]")
                        .isCloseTo(slope(machine, shown, values, k), within(2e-4));
            }
        }
    }

    private static DataSet frames() {
        Matrix values = Matrix.wrap(2, 5, new float[] {0.5f, -1, 1.5f, 0.25f, -0.75f, 1, 0, 0.5f, -1.25f, 0.75f});
        return DataSet.of("real", List.of(2), values).withSequences(Sequences.of(3, 2));
    }

    private static double slope(BoltzmannMachine machine, Presentation shown, float[] values, int k) {
        float value = values[k];
        double[] at = new double[4];
        float[] steps = {1, -1, 2, -2};
        for (int s = 0; s < 4; s++) {
            values[k] = value + steps[s] * STEP;
            at[s] = new SequenceLikelihood(machine)
                    .exact(shown, RandomKey.of(1))
                    .mean();
        }
        values[k] = value;
        return (8 * (at[0] - at[1]) - (at[2] - at[3])) / (12 * STEP);
    }
}
