package org.boltzmann.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataSetSequencesTest {

    private static final RandomKey KEY = RandomKey.of(5);
    private static final Sequences LAYOUT = Sequences.of(4, 1, 3, 7, 2);

    /** The value of a frame is its place. */
    private static DataSet frames() {
        float[] values = new float[LAYOUT.frames()];
        IntStream.range(0, values.length).forEach(j -> values[j] = j);
        int[] labels = IntStream.range(0, values.length).map(j -> j % 2).toArray();
        return DataSet.of("frames", List.of(1), Matrix.wrap(1, values.length, values))
                .withLabels(labels, 2)
                .withSequences(LAYOUT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 8, 9, 15, 16, 17})
    void aSplitKeepsSequencesWhole(int examples) {
        DataSet.Parts parts = frames().split(examples, KEY);
        int frames = 0;
        for (DataSet part : List.of(parts.first(), parts.second())) {
            Sequences layout = part.sequences();
            assertThat(layout.frames()).isEqualTo(part.size());
            for (int s = 0; s < layout.count(); s++) {
                int first = (int) part.values().get(0, layout.start(s));
                int whole = Arrays.binarySearch(starts(), first);
                assertThat(whole).isNotNegative();
                assertThat(layout.length(s)).isEqualTo(LAYOUT.length(whole));
                for (int t = 0; t < layout.length(s); t++) {
                    assertThat(part.values().get(0, layout.start(s) + t)).isEqualTo(first + t);
                    assertThat(part.label(layout.start(s) + t)).isEqualTo((first + t) % 2);
                }
            }
            frames += part.size();
        }
        assertThat(frames).isEqualTo(17);
        assertThat(parts.first().size() == 0).isEqualTo(examples == 0);
        assertThat(parts.second().size() == 0).isEqualTo(examples == 17);
    }

    private static int[] starts() {
        return IntStream.range(0, LAYOUT.count()).map(LAYOUT::start).toArray();
    }

    @Test
    void aSingleSequenceIsNotSplit() {
        DataSet one = frames().subsetOfSequences(3);
        assertThat(one.split(0, KEY).second().size()).isEqualTo(7);
        assertThatThrownBy(() -> one.split(3, KEY))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("frames is a single sequence");
    }

    @Test
    void theLayoutFollowsTheFrames() {
        DataSet data = frames();
        assertThat(data.take(6).sequences()).isEqualTo(Sequences.of(4, 1, 1));
        assertThat(data.withoutLabels().sequences()).isEqualTo(LAYOUT);
        assertThat(data.withName("other").sequences()).isEqualTo(LAYOUT);
        assertThat(data.withValues(Matrix.zeros(1, 17)).sequences()).isEqualTo(LAYOUT);
        assertThat(data.labelled().sequences()).isEqualTo(LAYOUT);
        assertThat(data.splitLabelled(9, KEY).first().sequences().isNone()).isFalse();
        assertThat(data.subset(new int[] {3, 4}).sequences().isNone()).isTrue();
        assertThat(data).hasToString("frames: 17 examples of shape [1], 5 sequences, 2 classes");
    }

    @Test
    void chosenSequencesBringTheirFrames() {
        DataSet chosen = frames().subsetOfSequences(2, 1);
        assertThat(chosen.sequences()).isEqualTo(Sequences.of(3, 1));
        assertThat(chosen.values().data()).containsExactly(5, 6, 7, 4);
    }

    @Test
    void theChecksumKnowsTheLayout() {
        DataSet data = frames();
        assertThat(data.sha256())
                .isEqualTo(frames().sha256())
                .isNotEqualTo(data.withSequences(Sequences.none()).sha256())
                .isNotEqualTo(data.withSequences(Sequences.of(17)).sha256());
    }

    @Test
    void everyFrameIsAnExample() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> frames().withSequences(Sequences.of(4, 4)))
                .withMessageContaining("2 sequences of 8 frames do not fit 17 examples");
    }
}
