package org.boltzmann.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    @Test
    void aConstantNeverChanges() {
        Schedule schedule = Schedule.constant(0.3);
        assertThat(schedule.at(0)).isEqualTo(0.3);
        assertThat(schedule.at(1e9)).isEqualTo(0.3);
    }

    @Test
    void aLineEndsAtItsHorizonAndStaysThere() {
        Schedule schedule = Schedule.linear(0.5, 0.1, 8);
        assertThat(schedule.at(0)).isEqualTo(0.5);
        // Products of numbers below 1: two roundings of 1e-16.
        assertThat(schedule.at(2)).isCloseTo(0.4, within(1e-15));
        assertThat(schedule.at(6.5)).isCloseTo(0.5 - 0.4 * 6.5 / 8, within(1e-15));
        assertThat(schedule.at(8)).isEqualTo(0.1);
        assertThat(schedule.at(800)).isEqualTo(0.1);
    }

    @Test
    void anExponentialHalvesEveryHalfLife() {
        Schedule schedule = Schedule.exponential(0.8, 3);
        assertThat(schedule.at(0)).isEqualTo(0.8);
        assertThat(schedule.at(3)).isEqualTo(0.4);
        assertThat(schedule.at(9)).isEqualTo(0.1);
        assertThat(schedule.at(1.5)).isCloseTo(0.8 / Math.sqrt(2), within(1e-15));
    }

    @Test
    void aStepChangesAtItsEpochAndNotBefore() {
        Schedule schedule = Schedule.step(0.5, 5, 0.9);
        assertThat(schedule.at(0)).isEqualTo(0.5);
        assertThat(schedule.at(Math.nextDown(5.0))).isEqualTo(0.5);
        assertThat(schedule.at(5)).isEqualTo(0.9);
        assertThat(schedule.at(50)).isEqualTo(0.9);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void aHorizonThatIsNotPositiveIsRefused(double epochs) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.linear(1, 0, epochs))
                .withMessageContaining("horizon")
                .withMessageContaining(Double.toString(epochs));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.exponential(1, epochs))
                .withMessageContaining("half-life");
    }

    @Test
    void trainingLongerDoesNotChangeWhatCameBefore() {
        for (Schedule schedule : List.of(
                Schedule.constant(0.1),
                Schedule.linear(0.2, 0.01, 4),
                Schedule.exponential(0.2, 2),
                Schedule.step(0.1, 2.5, 0.2))) {
            List<List<Float>> three = trained(schedule, 3);
            assertThat(trained(schedule, 7).subList(0, 3)).as("%s", schedule).isEqualTo(three);
        }
    }

    private static List<List<Float>> trained(Schedule schedule, int epochs) {
        BoltzmannMachine machine = TinyMachines.rbm(4, 2, 0.1);
        List<List<Float>> history = new ArrayList<>();
        TrainingObserver recorder = new TrainingObserver() {
            @Override
            public void epochEnded(TrainingProgress progress) {
                history.add(TinyMachines.bits(machine));
            }
        };
        Objective objective = new MaximumLikelihood(
                new ExactPositivePhase(machine, List.of(machine.group("v"))), new ContrastiveDivergence(machine, 1));
        new Trainer(machine, objective, Optimizer.sgd(schedule).withMomentum(schedule), 3, 5, List.of(recorder))
                .train(TinyMachines.shown(machine, TinyMachines.bars()), epochs);
        return history;
    }
}
