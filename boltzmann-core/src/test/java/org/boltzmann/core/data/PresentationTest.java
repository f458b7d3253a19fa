package org.boltzmann.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Spin;
import org.junit.jupiter.api.Test;

class PresentationTest {

    private static final RandomKey KEY = RandomKey.of(41);

    private final Group v = Group.of("v", Gaussian.unitPrecision(), 3);
    private final BoltzmannMachine machine = BoltzmannMachine.of(Bias.on(v));

    private Presentation numbered(int examples) {
        Matrix values = Matrix.zeros(3, examples);
        for (int j = 0; j < examples; j++) {
            values.columns(j, j + 1).fill(j);
        }
        return new Presentation(DataSet.of("numbered", List.of(3), values), v, Encoding.asIs());
    }

    private Presentation grey(int examples, float value) {
        Matrix values = Matrix.zeros(3, examples);
        values.fill(value);
        return new Presentation(DataSet.of("grey", List.of(3), values), v, Encoding.bernoulli());
    }

    private float[] presented(Presentation presentation, RandomKey key) {
        int[] examples = new int[presentation.size()];
        for (int j = 0; j < examples.length; j++) {
            examples[j] = j;
        }
        State x = machine.newState(examples.length);
        presentation.present(examples, key, x);
        return x.of(v).data().clone();
    }

    @Test
    void aRandomEncodingIsDrawnAnewForEveryKeyAndEqualForEqualOnes() {
        Presentation grey = grey(33, 0.5f);
        float[] first = presented(grey, KEY.at(1));
        assertThat(first).containsOnly(0, 1).contains(0, 1);
        assertThat(presented(grey, KEY.at(1))).containsExactly(first);
        // 99 equal draws: probability 2^-99.
        assertThat(presented(grey, KEY.at(2))).isNotEqualTo(first);
        assertThat(grey.data().values().data()).containsOnly(0.5f);
    }

    @Test
    void whatIsFrozenNoLongerChanges() {
        Presentation frozen = grey(33, 0.5f).frozen(KEY);
        float[] first = presented(frozen, KEY.at(1));
        assertThat(first).containsOnly(0, 1).contains(0, 1);
        assertThat(presented(frozen, KEY.at(2))).containsExactly(first);
        assertThat(presented(grey(33, 0.5f).frozen(KEY), KEY)).containsExactly(first);
        assertThat(presented(grey(33, 0.5f).frozen(KEY.at(7)), KEY)).isNotEqualTo(first);
    }

    @Test
    void examplesArePresentedInTheOrderAskedForAndClamped() {
        State x = machine.newState(4);
        numbered(9).present(new int[] {7, 0, 8, 7}, KEY, x);
        assertThat(x.of(v).data()).containsExactly(7, 7, 7, 0, 0, 0, 8, 8, 8, 7, 7, 7);
        assertThat(x.isClamped(v)).isTrue();
        assertThat(numbered(9).observed()).containsExactly(v);
        assertThat(numbered(9).size()).isEqualTo(9);
    }

    @Test
    void missingValuesAreLeftOpenUntilACompleteExampleComes() {
        Matrix values = Matrix.wrap(3, 2, new float[] {1, Float.NaN, 0, 1, 1, 1});
        Presentation holes = new Presentation(DataSet.of("holes", List.of(3), values), v, Encoding.bernoulli());
        State x = machine.newState(1);
        holes.present(new int[] {0}, KEY, x);
        assertThat(x.of(v).data()).containsExactly(1, 0, 0);
        assertThat(x.isClamped(v, 0, 0)).isTrue();
        assertThat(x.isClamped(v, 1, 0)).isFalse();
        assertThat(x.isClamped(v, 2, 0)).isTrue();
        holes.present(new int[] {1}, KEY, x);
        assertThat(x.isClamped(v)).isTrue();
        assertThat(x.isMasked(v)).isFalse();
        assertThat(holes.frozen(KEY).data().hasMissing()).isTrue();
    }

    @Test
    void meansLeaveOutWhatIsMissing() {
        float gap = Float.NaN;
        Matrix values = Matrix.wrap(3, 4, new float[] {1, gap, gap, 2, 5, gap, 3, gap, gap, 6, 7, gap});
        Presentation holes = new Presentation(DataSet.of("holes", List.of(3), values), v, Encoding.asIs());
        assertThat(holes.means(KEY)).containsOnlyKeys(v);
        assertThat(holes.means(KEY).get(v).data()).containsExactly(3, 6, Float.NaN);
    }

    @Test
    void theMeanOfARandomEncodingIsTheGreyValue() {
        int examples = 10_000;
        for (float mean : grey(examples, 0.25f).means(KEY).get(v).data()) {
            // Five standard deviations √(p (1 − p) / n) of a mean of draws.
            assertThat(mean).isCloseTo(0.25f, within((float) (5 * Math.sqrt(0.25 * 0.75 / examples))));
        }
    }

    @Test
    void partsCoverAllExamplesInOrder() {
        for (int size : new int[] {1, 3, 7, 8, 9, 100}) {
            List<Float> seen = new ArrayList<>();
            List<Integer> sizes = new ArrayList<>();
            for (State part : numbered(8).parts(machine, size, KEY)) {
                sizes.add(part.columns());
                for (int j = 0; j < part.columns(); j++) {
                    seen.add(part.of(v).get(2, j));
                }
            }
            assertThat(seen).containsExactly(0f, 1f, 2f, 3f, 4f, 5f, 6f, 7f);
            int last = sizes.remove(sizes.size() - 1);
            assertThat(sizes).allMatch(columns -> columns == size);
            assertThat(last).isEqualTo(8 - size * sizes.size()).isPositive();
        }
    }

    @Test
    void partsCanBeGoneThroughTwiceWithTheSameDraws() {
        Iterable<State> parts = grey(33, 0.5f).parts(machine, 9, KEY);
        List<Float> first = new ArrayList<>();
        parts.forEach(part -> {
            for (float value : part.of(v).data()) {
                first.add(value);
            }
        });
        List<Float> second = new ArrayList<>();
        parts.forEach(part -> {
            for (float value : part.of(v).data()) {
                second.add(value);
            }
        });
        assertThat(second).isEqualTo(first).hasSize(99).contains(0f, 1f);
    }

    @Test
    void valuesThatAreNoStatesOfTheirUnitsAreRefused() {
        Matrix values = Matrix.wrap(4, 2, new float[] {1, 0, 0, 1, 1, 0, 0.5f, 0.5f});
        DataSet data = DataSet.of("half", List.of(4), values);
        for (Group group : List.of(Group.of("b", new Bernoulli(), 4), Group.of("o", new OneHot(2), 4))) {
            assertThatThrownBy(() -> new Presentation(data, group, Encoding.asIs()))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("data set half, example 1, feature 2")
                    .hasMessageContaining("no state of a " + group.type().name());
        }
        float gap = Float.NaN;
        DataSet holes = DataSet.of("holes", List.of(4), Matrix.wrap(4, 1, new float[] {0, gap, 1, 0}));
        new Presentation(holes, Group.of("o", new OneHot(2), 4), Encoding.asIs());
        new Presentation(data, Group.of("b", new Bernoulli(), 4), Encoding.bernoulli());
        new Presentation(data, Group.of("g", Gaussian.unitPrecision(), 4), Encoding.asIs());
        new Presentation(data.take(1), Group.of("o", new OneHot(2), 4), Encoding.asIs());
    }

    private static DataSet table(int features, float... values) {
        return DataSet.of("table", List.of(features), Matrix.wrap(features, values.length / features, values));
    }

    @Test
    void meansOfUnitsAreShownAsTheyAreAndStayMeans() {
        Group b = Group.of("b", new Bernoulli(), 2);
        Presentation grey = new Presentation(table(2, 0.25f, 1, Float.NaN, 0), b, Encoding.means());
        assertThat(grey.holdsMeans()).isTrue();
        assertThat(grey.isComplete()).isFalse();
        assertThat(grey.withoutLabel().holdsMeans()).isTrue();
        for (Presentation shown :
                List.of(grey, grey.frozen(KEY), grey.frozen(KEY).frozen(KEY))) {
            assertThat(shown.holdsMeans()).isTrue();
            assertThat(shown.isComplete()).isFalse();
            State x = State.zeros(List.of(b), 1);
            shown.present(new int[] {0}, KEY, x);
            assertThat(x.of(b).data()).containsExactly(0.25f, 1);
            assertThat(shown.means(KEY).get(b).data()).containsExactly(0.25f, 0.5f);
        }
        assertThat(new Presentation(table(2, 0, 1), b, Encoding.means()).holdsMeans())
                .isFalse();
        assertThat(new Presentation(table(2, 0.5f, 1), b, Encoding.bernoulli()).holdsMeans())
                .isFalse();
        Group real = Group.of("g", Gaussian.unitPrecision(), 2);
        assertThat(new Presentation(table(2, 0.5f, 1), real, Encoding.means()).holdsMeans())
                .as("a real value is a state")
                .isFalse();
    }

    @Test
    void meansOfSpinsAndOfBlocksLieAmongTheirStates() {
        Group spins = Group.of("s", new Spin(), 2);
        Presentation grey =
                new Presentation(table(2, 0.25f, 1), spins, Encoding.means().spin());
        Presentation frozen = grey.frozen(KEY);
        assertThat(frozen.holdsMeans()).isTrue();
        assertThat(frozen.data().values().data()).containsExactly(-0.5f, 1);
        Group blocks = Group.of("o", new OneHot(3), 3);
        Presentation shares = new Presentation(table(3, 0.2f, 0.3f, 0.5f), blocks, Encoding.means());
        assertThat(shares.holdsMeans()).isTrue();
        assertThatThrownBy(() -> new Presentation(table(3, 0.2f, 0.3f, 0.4f), blocks, Encoding.means()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("means gives [0.2, 0.3, 0.4], which is no mean of a one-hot unit");
        assertThatThrownBy(() -> new Presentation(table(2, 0.25f, 1), spins, Encoding.asIs()))
                .hasMessageContaining("no state of a spin unit");
    }

    @Test
    void aLabelThatIsMissingCannotBeShown() {
        Group b = Group.of("b", new Bernoulli(), 1);
        Group y = Group.of("y", new OneHot(2), 2);
        DataSet data = table(1, 0, 1, 1).withLabels(new int[] {1, -1, -1}, 2);
        assertThatThrownBy(() -> new Presentation(data, List.of(b), Optional.of(y), Encoding.asIs()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("data set table: 2 of 3 examples have no label, but group y is to hold it; fill");
        assertThat(new Presentation(data.labelled(), List.of(b), Optional.of(y), Encoding.asIs()).size())
                .isEqualTo(1);
        assertThat(new Presentation(data, b, Encoding.asIs()).size())
                .as("nobody is told the label")
                .isEqualTo(3);
    }

    @Test
    void dataThatDoNotFitAreRefused() {
        DataSet four = DataSet.of("four", List.of(4), Matrix.zeros(4, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Presentation(four, v, Encoding.asIs()))
                .withMessageContaining("4 features")
                .withMessageContaining("3 units");
        Matrix large = Matrix.zeros(3, 1);
        large.fill(2);
        DataSet three = DataSet.of("three", List.of(3), large);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new Presentation(three, v, Encoding.bernoulli()));
    }

    @Test
    void examplesAndColumnsMustBeAsMany() {
        Presentation presentation = numbered(9);
        State x = State.zeros(presentation.observed(), 2);
        assertThatIllegalArgumentException().isThrownBy(() -> presentation.present(new int[] {1, 2, 3}, KEY, x));
        assertThatIllegalArgumentException().isThrownBy(() -> presentation.present(new int[] {1}, KEY, x));
        assertThatThrownBy(() -> presentation.present(new int[] {1, 2, 3}, 2, KEY, x))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
