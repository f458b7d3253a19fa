package org.boltzmann.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataSetTest {

    private static final RandomKey KEY = RandomKey.of(5);

    private static DataSet counting(int features, int examples) {
        float[] values = new float[features * examples];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        int[] labels = IntStream.range(0, examples).map(j -> j % 3).toArray();
        return DataSet.of("counting", List.of(features), Matrix.wrap(features, examples, values))
                .withLabels(labels, 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 33})
    void aSplitKeepsEveryExampleWithItsLabelOnce(int examples) {
        DataSet data = counting(2, examples);
        DataSet.Parts parts = data.splitFraction(0.4, KEY);
        assertThat(parts.first().size()).isEqualTo((int) Math.round(0.4 * examples));
        int[] seen = new int[examples];
        for (DataSet part : List.of(parts.first(), parts.second())) {
            for (int j = 0; j < part.size(); j++) {
                int example = (int) part.values().get(0, j) / 2;
                seen[example]++;
                assertThat(part.values().get(1, j)).isEqualTo(2 * example + 1);
                assertThat(part.label(j)).isEqualTo(example % 3);
            }
        }
        assertThat(seen).containsOnly(examples == 0 ? new int[0] : ones(examples));
    }

    private static int[] ones(int n) {
        int[] ones = new int[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    void aSplitDependsOnItsKeyAlone() {
        DataSet data = counting(2, 33);
        assertThat(data.split(20, KEY).first().sha256())
                .isEqualTo(data.split(20, KEY).first().sha256())
                .isNotEqualTo(data.split(20, RandomKey.of(6)).first().sha256());
    }

    @Test
    void labelsAreCopiedInAndOut() {
        int[] labels = {0, 1};
        DataSet data = DataSet.of("two", List.of(1), Matrix.zeros(1, 2)).withLabels(labels, List.of("no", "yes"));
        labels[0] = 1;
        data.labels()[1] = 0;
        assertThat(data.labels()).containsExactly(0, 1);
        assertThat(data.classNames()).containsExactly("no", "yes");
        assertThat(data.classes()).isEqualTo(2);
    }

    @Test
    void withoutLabelsThereAreNoneToAskFor() {
        DataSet data = counting(2, 3).withoutLabels();
        assertThat(data.isLabelled()).isFalse();
        assertThat(data.classes()).isZero();
        assertThatIllegalStateException().isThrownBy(data::labels).withMessageContaining("counting has no labels");
        assertThatIllegalStateException().isThrownBy(() -> data.label(0));
    }

    @Test
    void aShapeMustFitTheFeatures() {
        Matrix values = Matrix.zeros(6, 2);
        assertThat(DataSet.of("d", List.of(2, 3), values).shape()).containsExactly(2, 3);
        for (List<Integer> wrong :
                List.of(List.of(2, 2), List.of(-2, -3), List.<Integer>of(), List.of(65536, 65536, 6))) {
            assertThatIllegalArgumentException().isThrownBy(() -> DataSet.of("d", wrong, values));
        }
    }

    @Test
    void labelsMustBeClassesAndOneAnExample() {
        DataSet data = counting(2, 2).withoutLabels();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> data.withLabels(new int[] {0, 2}, 2))
                .withMessage(
                        "counting: example 1 has label 2 but there are 2 classes, counted from 0; -1 stands for none");
        assertThatIllegalArgumentException().isThrownBy(() -> data.withLabels(new int[] {0, -2}, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> data.withLabels(new int[] {0}, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> data.withLabels(new int[] {0, 0}, 0));
    }

    /** One label in two is missing: examples 0, 2, 4 ... have one. */
    private static DataSet half(int examples) {
        int[] labels = IntStream.range(0, examples)
                .map(j -> j % 2 == 0 ? j / 2 % 3 : DataSet.UNLABELLED)
                .toArray();
        return counting(2, examples).withLabels(labels, List.of("a", "b", "c"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 33})
    void someExamplesMayHaveNoLabel(int examples) {
        DataSet data = half(examples);
        assertThat(data.isLabelled()).isTrue();
        assertThat(data.unlabelledCount()).isEqualTo(examples / 2);
        DataSet labelled = data.labelled();
        assertThat(labelled.size()).isEqualTo(examples - examples / 2);
        assertThat(labelled.classNames()).containsExactly("a", "b", "c");
        assertThat(labelled.unlabelledCount()).isZero();
        assertThat(labelled.labelled()).isSameAs(labelled);
        for (int j = 0; j < labelled.size(); j++) {
            assertThat(labelled.values().get(0, j)).isEqualTo(4 * j);
            assertThat(labelled.label(j)).isEqualTo(j % 3);
        }
        DataSet unlabelled = data.unlabelled();
        assertThat(unlabelled.isLabelled()).isFalse();
        assertThat(unlabelled.size()).isEqualTo(examples / 2);
        for (int j = 0; j < unlabelled.size(); j++) {
            assertThat(unlabelled.values().get(0, j)).isEqualTo(4 * j + 2);
        }
    }

    @Test
    void whereThereAreNoLabelsAllExamplesAreUnlabelled() {
        DataSet none = counting(2, 7).withoutLabels();
        assertThat(none.unlabelledCount()).isEqualTo(7);
        assertThat(none.labelled().size()).isZero();
        assertThat(none.unlabelled().sha256()).isEqualTo(none.sha256());
        assertThat(none.classesWithoutExamples()).isEmpty();
        DataSet empty = counting(2, 1).withLabels(new int[] {DataSet.UNLABELLED}, 3);
        assertThat(empty.labelled().size()).isZero();
        assertThat(empty.classesWithoutExamples()).containsExactly("0", "1", "2");
    }

    @Test
    void noLabelStaysNoLabelWhateverIsDoneToTheData() {
        DataSet data = half(9);
        assertThat(data.take(3).labels()).containsExactly(0, -1, 1);
        assertThat(data.subset(new int[] {3, 2}).labels()).containsExactly(-1, 1);
        assertThat(data.withClasses(List.of("c", "b", "a")).labels()).containsExactly(2, -1, 1, -1, 0, -1, 2, -1, 1);
        DataSet.Parts parts = data.split(4, KEY);
        assertThat(parts.first().unlabelledCount() + parts.second().unlabelledCount())
                .isEqualTo(4);
        assertThat(data.sha256())
                .isNotEqualTo(data.labelled().sha256())
                .isNotEqualTo(data.withoutLabels().sha256());
        assertThat(data).hasToString("counting: 9 examples of shape [2], 3 classes, 4 without a label");
    }

    @Test
    void examplesWithoutLabelStayInTheFirstPart() {
        DataSet data = half(33);
        DataSet.Parts parts = data.splitLabelled(10, KEY);
        assertThat(parts.first().size()).isEqualTo(10 + 16);
        assertThat(parts.first().unlabelledCount()).isEqualTo(16);
        assertThat(parts.second().size()).isEqualTo(7);
        assertThat(parts.second().unlabelledCount()).isZero();
        assertThat(IntStream.concat(
                                IntStream.range(0, 26)
                                        .map(j -> (int) parts.first().values().get(0, j)),
                                IntStream.range(0, 7)
                                        .map(j -> (int) parts.second().values().get(0, j)))
                        .sorted())
                .containsExactly(IntStream.range(0, 33).map(j -> 2 * j).boxed().toArray(Integer[]::new));
        DataSet full = counting(2, 33);
        assertThat(full.splitLabelled(10, KEY).first().sha256())
                .isEqualTo(full.split(10, KEY).first().sha256());
        assertThat(full.splitLabelled(10, KEY).second().sha256())
                .isEqualTo(full.split(10, KEY).second().sha256());
        assertThatThrownBy(() -> data.splitLabelled(18, KEY)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void soManyLabelsOfEachClassAreKept() {
        DataSet data = counting(2, 33);
        for (int kept : new int[] {1, 7, 11}) {
            DataSet few = data.withLabelsPerClass(kept, KEY);
            assertThat(few.values()).isSameAs(data.values());
            assertThat(few.unlabelledCount()).isEqualTo(33 - 3 * kept);
            for (int k = 0; k < 3; k++) {
                int label = k;
                assertThat(Arrays.stream(few.labels()).filter(own -> own == label))
                        .hasSize(kept);
            }
            for (int j = 0; j < 33; j++) {
                assertThat(few.label(j)).isIn(-1, j % 3);
            }
            assertThat(few.sha256())
                    .isEqualTo(data.withLabelsPerClass(kept, KEY).sha256());
        }
        int[] two = data.withLabelsPerClass(2, KEY).labels();
        int[] five = data.withLabelsPerClass(5, KEY).labels();
        assertThat(IntStream.range(0, 33).filter(j -> two[j] >= 0)).allMatch(j -> five[j] == two[j]);
        assertThat(data.withLabelsPerClass(5, RandomKey.of(6)).labels()).isNotEqualTo(five);
    }

    @Test
    void classesOfTooFewExamplesAreNamedAndThoseOfNoneArePassedOver() {
        DataSet data = counting(2, 5).withLabels(new int[] {0, 2, 2, 2, -1}, List.of("ash", "elm", "oak", "yew"));
        assertThat(data.withLabelsPerClass(1, KEY).unlabelledCount()).isEqualTo(3);
        assertThat(data.classesWithoutExamples()).containsExactly("elm", "yew");
        assertThatThrownBy(() -> data.withLabelsPerClass(3, KEY))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "data set counting: 3 labels of each class were to be kept, but class ash has 1; keep fewer, or"
                                + " give more examples");
        assertThatIllegalArgumentException().isThrownBy(() -> data.withLabelsPerClass(0, KEY));
        assertThatIllegalStateException().isThrownBy(() -> data.withoutLabels().withLabelsPerClass(1, KEY));
    }

    @Test
    void nanIsMissingAndInfinityIsRefused() {
        Matrix values = Matrix.zeros(2, 3);
        assertThat(DataSet.of("d", List.of(2), values).hasMissing()).isFalse();
        values.set(1, 2, Float.NaN);
        assertThat(DataSet.of("d", List.of(2), values).hasMissing()).isTrue();
        values.set(0, 2, Float.NEGATIVE_INFINITY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSet.of("d", List.of(2), values))
                .withMessage("d: feature 0 of example 2 is infinite");
    }

    @Test
    void theFirstExamplesAreAViewWithTheirLabels() {
        DataSet data = counting(2, 9);
        DataSet first = data.take(7);
        assertThat(first.values().data()).isSameAs(data.values().data());
        assertThat(first.labels()).hasSize(7);
        assertThat(data.take(0).size()).isZero();
        assertThatThrownBy(() -> data.take(10)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> data.subset(new int[] {9})).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void theChecksumSeesValuesLabelsAndShapeButNoName() {
        DataSet data = counting(4, 3);
        String checksum = data.sha256();
        assertThat(checksum).hasSize(64).isEqualTo(data.withName("other").sha256());
        Matrix changed = data.values().copy();
        changed.set(3, 2, Math.nextUp(changed.get(3, 2)));
        assertThat(List.of(
                        checksum,
                        data.withShape(List.of(2, 2)).sha256(),
                        data.withoutLabels().sha256(),
                        data.withLabels(new int[] {0, 1, 1}, 3).sha256(),
                        data.withLabels(data.labels(), 4).sha256(),
                        data.take(2).sha256(),
                        data.withValues(changed).sha256()))
                .doesNotHaveDuplicates();
    }

    @Test
    void theChecksumOfAViewIsThatOfACopy() {
        DataSet data = counting(2, 9);
        assertThat(data.take(7).sha256())
                .isEqualTo(data.subset(IntStream.range(0, 7).toArray()).sha256());
    }

    @Test
    void partsKnowTheRowsAndIdsOfTheirExamples() {
        DataSet data = counting(2, 5).withIds(List.of("a", "b", "c", "d", "e")).withColumns(List.of("x", "y"));
        assertThat(data.rows()).containsExactly(0, 1, 2, 3, 4);

        DataSet chosen = data.subset(new int[] {4, 1, 3}).withNotes(List.of("a comma was read as a point"));
        DataSet again = chosen.subset(new int[] {2, 0});

        assertThat(again.rows()).containsExactly(3, 4);
        assertThat(again.ids()).containsExactly("d", "e");
        assertThat(again.columns()).containsExactly("x", "y");
        assertThat(again.notes()).containsExactly("a comma was read as a point");
        assertThat(chosen.take(2).rows()).containsExactly(4, 1);
        assertThat(chosen.take(2).ids()).containsExactly("e", "b");
    }

    @Test
    void splitsKnowTheRowsOfTheirExamples() {
        DataSet data = counting(1, 20);
        DataSet.Parts parts = data.split(8, RandomKey.of(3));
        for (DataSet part : List.of(parts.first(), parts.second())) {
            int[] rows = part.rows();
            for (int j = 0; j < part.size(); j++) {
                assertThat(part.values().get(0, j)).isEqualTo(data.values().get(0, rows[j]));
            }
        }
    }

    @Test
    void rowsIdsAndColumnsAreAsManyAsThereAreToName() {
        DataSet data = counting(2, 3);
        assertThatThrownBy(() -> data.withIds(List.of("a"))).hasMessageContaining("1 ids for 3 examples");
        assertThatThrownBy(() -> data.withRows(new int[2])).hasMessageContaining("2 places for 3 examples");
        assertThatThrownBy(() -> data.withColumns(List.of("x"))).hasMessageContaining("1 names of columns for 2");
    }
}
