package org.boltzmann.discriminative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Matrix;
import org.junit.jupiter.api.Test;

class ClassificationTest {

    private static final RandomKey KEY = RandomKey.of(5);

    private static double[] logarithms(double... probabilities) {
        return Arrays.stream(probabilities).map(Math::log).toArray();
    }

    /** Two errors of four: an example of class 0 is taken for 1, one of class 1 for 2. */
    private static Classification four() {
        Classification.Tally tally = Classification.tally(3);
        tally.add(logarithms(0.5, 0.25, 0.25), 0);
        tally.add(logarithms(0.25, 0.5, 0.25), 0);
        tally.add(logarithms(0.125, 0.125, 0.75), 2);
        tally.add(logarithms(0.25, 0.25, 0.5), 1);
        return tally.result();
    }

    private static Classification always(int predicted, int... trueClasses) {
        Classification.Tally tally = Classification.tally(3);
        double[] probabilities = {0.1, 0.1, 0.1};
        probabilities[predicted] = 0.8;
        for (int trueClass : trueClasses) {
            tally.add(logarithms(probabilities), trueClass);
        }
        return tally.result();
    }

    @Test
    void errorsAndConfusionsAreThoseCountedByHand() {
        assertThat(four().errors()).isEqualTo(new Proportion(2, 4));
        assertThat(four().confusion()).isEqualTo(List.of(List.of(1, 1, 0), List.of(0, 0, 1), List.of(0, 0, 1)));
        assertThat(four().classes()).isEqualTo(3);
        assertThat(four().examples()).isEqualTo(4);
    }

    @Test
    void logLossAndItsErrorAreThoseOfTheFourLosses() {
        double[] losses = {Math.log(2), Math.log(4), Math.log(4.0 / 3), Math.log(4)};
        double mean = Arrays.stream(losses).average().orElseThrow();
        double variance =
                Arrays.stream(losses).map(loss -> (loss - mean) * (loss - mean)).sum() / 3;
        assertThat(four().logLoss()).isCloseTo(mean, within(1e-14));
        assertThat(four().logLossError()).isCloseTo(Math.sqrt(variance / 4), within(1e-14));
    }

    @Test
    void theCalibrationErrorIsThatOfFifteenBins() {
        // the three examples of 0.5 are in bin 8: one is right where 1.5 should be; that of 0.75 is alone in bin 12
        assertThat(four().calibrationError()).isCloseTo((0.5 + 0.25) / 4, within(1e-14));
        // 0.62 and 0.66 share bin 10, from 0.6 to 0.667: one too sure, one not sure enough
        Classification.Tally tally = Classification.tally(2);
        tally.add(logarithms(0.62, 0.38), 0);
        tally.add(logarithms(0.66, 0.34), 1);
        assertThat(tally.result().calibrationError()).isCloseTo(0.28 / 2, within(1e-14));
    }

    @Test
    void precisionRecallAndF1AreThoseOfEachClass() {
        ClassScore first = four().score(0);
        assertThat(first.precision()).isEqualTo(1);
        assertThat(first.recall()).isEqualTo(0.5);
        assertThat(first.f1()).isCloseTo(2.0 / 3, within(1e-15));
        assertThat(four().score(1)).isEqualTo(new ClassScore(1, 1, 0));
        assertThat(four().score(1).f1()).isZero();
        assertThat(four().score(2)).isEqualTo(new ClassScore(1, 2, 1));
        assertThat(four().macroF1()).isCloseTo(4.0 / 9, within(1e-15));
    }

    @Test
    void aClassNeverPredictedHasNoPrecisionButAnF1OfZero() {
        ClassScore score = always(0, 0, 1).score(1);
        assertThat(score.precision()).isNaN();
        assertThat(score.recall()).isZero();
        assertThat(score.f1()).isZero();
    }

    @Test
    void aClassWithoutExamplesHasNoRecallAndOneThatIsNotPredictedEitherDoesNotCount() {
        assertThat(always(0, 1, 1).score(0).recall()).isNaN();
        assertThat(always(0, 1, 1).score(0).f1()).isZero();
        assertThat(always(0, 0, 0).score(2).f1()).isNaN();
        assertThat(always(0, 0, 0).macroF1()).isEqualTo(1);
    }

    @Test
    void noErrorsAndNothingButErrorsAreCounted() {
        assertThat(always(2, 2, 2, 2, 2).errors()).isEqualTo(new Proportion(0, 4));
        assertThat(always(2, 0, 1, 0).errors()).isEqualTo(new Proportion(3, 3));
        assertThat(always(2, 0, 1, 0).calibrationError()).isCloseTo(0.8, within(1e-14));
    }

    @Test
    void oneExampleHasALossWithoutAnError() {
        assertThat(always(1, 1).logLoss()).isCloseTo(-Math.log(0.8), within(1e-15));
        assertThat(always(1, 1).logLossError()).isNaN();
    }

    @Test
    void noExamplesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Classification.tally(3).result())
                .withMessageContaining("no examples");
        assertThatIllegalArgumentException().isThrownBy(() -> Classification.tally(0));
    }

    @Test
    void tinyProbabilitiesKeepTheirDigitsAndImpossibleOnesLoseEverything() {
        Classification.Tally tally = Classification.tally(2);
        tally.add(new double[] {0, -2000}, 1);
        assertThat(tally.result().logLoss()).isEqualTo(2000);
        tally.add(new double[] {0, Double.NEGATIVE_INFINITY}, 1);
        tally.add(new double[] {0, -2000}, 0);
        assertThat(tally.result().logLoss()).isInfinite();
        assertThat(tally.result().logLossError()).isNaN();
    }

    @Test
    void theFirstOfEquallyProbableClassesIsPredicted() {
        Classification.Tally tally = Classification.tally(2);
        tally.add(logarithms(0.5, 0.5), 0);
        assertThat(tally.result().errors().count()).isZero();
    }

    @Test
    void whatAreNoProbabilitiesIsRefused() {
        Classification.Tally tally = Classification.tally(2);
        assertThatIllegalArgumentException().isThrownBy(() -> tally.add(logarithms(0.5, 0.3, 0.2), 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tally.add(new double[] {0.5, 0.5}, 0))
                .withMessageContaining("logarithms");
        assertThatIllegalArgumentException().isThrownBy(() -> tally.add(new double[] {Double.NaN, 0}, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tally.add(logarithms(0.5, 0.5), 2))
                .withMessageContaining("class 2 of 2");
    }

    @Test
    void aResultDoesNotChangeWhenCountingGoesOn() {
        Classification.Tally tally = Classification.tally(2);
        tally.add(logarithms(0.5, 0.5), 0);
        Classification result = tally.result();
        tally.add(logarithms(0.5, 0.5), 1);
        assertThat(result.examples()).isEqualTo(1);
        assertThat(tally.result().examples()).isEqualTo(2);
    }

    private static BoltzmannMachine machine() {
        BoltzmannMachine machine = ClassRbms.bernoulli(4, 3, 2);
        machine.initialize(KEY, Map.of());
        return machine;
    }

    /** 1,001 examples, so that the last part is cut. */
    private static DataSet data(int classes) {
        Matrix values = Matrix.zeros(4, 1001);
        int[] labels = new int[1001];
        for (int j = 0; j < labels.length; j++) {
            labels[j] = j % classes;
            for (int i = 0; i < 4; i++) {
                values.set(i, j, (j >> i) % 2);
            }
        }
        return DataSet.of("bits", List.of(4), values).withLabels(labels, classes);
    }

    private static Presentation show(BoltzmannMachine machine, DataSet data, Optional<Group> label) {
        return new Presentation(data, List.of(machine.group("v")), label, Encoding.asIs());
    }

    @Test
    void aClassifierIsJudgedOverAllExamplesWhetherItIsShownTheLabelOrNot() {
        BoltzmannMachine machine = machine();
        Group y = machine.group("y");
        Classifier classifier = Classifier.of(machine, List.of(machine.group("v")), y);
        Presentation shown = show(machine, data(3), Optional.of(y));
        Classification result = Classification.of(classifier, machine, shown, KEY);
        int errors = 0;
        int[] predicted =
                classifier.predict(shown.parts(machine, 1001, KEY).iterator().next());
        for (int j = 0; j < predicted.length; j++) {
            errors += predicted[j] == j % 3 ? 0 : 1;
        }
        assertThat(result.errors()).isEqualTo(new Proportion(errors, 1001));
        assertThat(Classification.of(classifier, machine, shown.withoutLabel(), KEY))
                .isEqualTo(result);
    }

    @Test
    void dataThatNoClassifierCanBeHeldAgainstAreRefused() {
        BoltzmannMachine machine = machine();
        Classifier classifier = Classifier.of(machine, List.of(machine.group("v")), machine.group("y"));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Classification.of(
                        classifier, machine, show(machine, data(3).withoutLabels(), Optional.empty()), KEY))
                .withMessageContaining("bits has no labels");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Classification.of(classifier, machine, show(machine, data(2), Optional.empty()), KEY))
                .withMessageContaining("has 2 classes but the label has 3 units");
        Matrix holed = data(3).values().copy();
        holed.set(1, 7, Float.NaN);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Classification.of(
                        classifier, machine, show(machine, data(3).withValues(holed), Optional.empty()), KEY))
                .withMessageContaining("bits has missing values");
    }
}
