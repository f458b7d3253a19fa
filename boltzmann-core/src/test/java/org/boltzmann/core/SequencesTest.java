package org.boltzmann.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SequencesTest {

    private static final Sequences THREE = Sequences.of(5, 1, 3);

    @Test
    void sequencesFollowOneAnother() {
        assertThat(THREE.count()).isEqualTo(3);
        assertThat(THREE.frames()).isEqualTo(9);
        assertThat(THREE.start(2)).isEqualTo(6);
        assertThat(THREE.lengths()).containsExactly(5, 1, 3);
        assertThat(THREE.columns(2, 1)).containsExactly(6, 7, 8, 5);
        assertThat(THREE.subset(2, 1)).isEqualTo(Sequences.of(3, 1)).hasSameHashCodeAs(Sequences.of(3, 1));
        assertThat(THREE).hasToString("3 sequences of 9 frames");
    }

    @Test
    void theFirstFramesCutTheLastSequenceShort() {
        assertThat(THREE.take(9)).isEqualTo(THREE);
        assertThat(THREE.take(8)).isEqualTo(Sequences.of(5, 1, 2));
        assertThat(THREE.take(6)).isEqualTo(Sequences.of(5, 1));
        assertThat(THREE.take(1)).isEqualTo(Sequences.of(1));
        assertThat(THREE.take(0)).isEqualTo(Sequences.none());
        assertThatThrownBy(() -> THREE.take(10)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void withoutSequencesThereIsNone() {
        assertThat(Sequences.of()).isSameAs(Sequences.none());
        assertThat(Sequences.none().isNone()).isTrue();
        assertThat(Sequences.none().frames()).isZero();
        assertThatThrownBy(() -> Sequences.none().start(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aSequenceHasAFrame() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sequences.of(3, 0))
                .withMessageContaining("sequence 1 has 0 frames");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sequences.of(Integer.MAX_VALUE, 1))
                .withMessageContaining("too many frames");
    }
}
