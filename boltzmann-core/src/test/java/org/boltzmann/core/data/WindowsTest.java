package org.boltzmann.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.unit.Gaussian;
import org.junit.jupiter.api.Test;

class WindowsTest {

    private static final Sequences LAYOUT = Sequences.of(5, 1, 4);
    private static final Group V = Group.of("v", Gaussian.unitPrecision(), 1);
    private static final BoltzmannMachine MACHINE = BoltzmannMachine.of(Bias.on(V));
    private static final RandomKey KEY = RandomKey.of(1);

    /** The value of a frame is its place. */
    private static Presentation shown() {
        float[] places = new float[LAYOUT.frames()];
        for (int j = 0; j < places.length; j++) {
            places[j] = j;
        }
        DataSet data = DataSet.of("places", List.of(1), Matrix.wrap(1, places.length, places))
                .withSequences(LAYOUT);
        return new Presentation(data, V, Encoding.asIs());
    }

    private static State present(Presentation shown, int... portions) {
        State x = MACHINE.newState(shown.columns(portions, 0, portions.length));
        shown.present(portions, 0, portions.length, KEY, x);
        return x;
    }

    @Test
    void windowsFollowOneAnotherAndKeepWithinTheirSequence() {
        Windows windows = new Windows(LAYOUT, 2, Windows.ALL);
        assertThat(windows.layout().lengths()).containsExactly(2, 2, 1, 1, 2, 2);
        assertThat(windows.leads()).containsExactly(0, 2, 4, 0, 0, 2);
        assertThat(new Windows(LAYOUT, 2, 3).leads()).containsExactly(0, 2, 3, 0, 0, 2);
        assertThat(new Windows(LAYOUT, 2, 0).leads()).containsOnly(0);
        assertThat(new Windows(LAYOUT, 0, Windows.ALL).layout()).isEqualTo(LAYOUT);
        assertThat(new Windows(LAYOUT, 9, 1).layout()).isEqualTo(LAYOUT);
        assertThatIllegalArgumentException().isThrownBy(() -> new Windows(LAYOUT, -1, 0));
    }

    @Test
    void aBatchIsTheFramesOfItsWindowsAfterTheirLeads() {
        Presentation shown = shown().inWindows(2, 3);
        assertThat(shown.portions()).isEqualTo(6);
        State x = present(shown, 2, 3, 5);
        assertThat(x.of(V).data()).containsExactly(4, 5, 8, 9);
        assertThat(x.sequences()).isEqualTo(Sequences.of(1, 1, 2));
        assertThat(x.fresh()).containsExactly(false, true, false);
        State lead = x.lead().orElseThrow();
        assertThat(lead.of(V).data()).containsExactly(1, 2, 3, 6, 7);
        assertThat(lead.sequences()).isEqualTo(Sequences.of(3, 2));
        assertThat(x.isClamped(V)).isTrue();
    }

    @Test
    void wholeSequencesHaveNoLead() {
        State x = present(shown().inSequences(), 2, 0);
        assertThat(x.of(V).data()).containsExactly(6, 7, 8, 9, 0, 1, 2, 3, 4);
        assertThat(x.sequences()).isEqualTo(Sequences.of(4, 5));
        assertThat(x.lead()).isEmpty();
        assertThat(x.fresh()).containsOnly(true);
    }

    @Test
    void aStateUsedAgainForgetsWhatItContinued() {
        Presentation shown = shown().inWindows(2, 3);
        State x = present(shown, 1);
        assertThat(x.lead()).isPresent();
        shown.present(new int[] {0}, 0, 1, KEY, x);
        assertThat(x.lead()).isEmpty();
        assertThat(x.fresh()).containsExactly(true);
    }

    @Test
    void withoutWindowsAMiniBatchIsCountedInExamples() {
        assertThat(shown().portions()).isEqualTo(10);
        assertThat(shown().inWindows(2, 0).inExamples().portions()).isEqualTo(10);
        State x = present(shown(), 7, 1);
        assertThat(x.of(V).data()).containsExactly(7, 1);
        assertThat(x.sequences().isNone()).isTrue();
    }

    @Test
    void whatDoesNotFitIsRefused() {
        DataSet loose = shown().data().withSequences(Sequences.none());
        assertThatThrownBy(() -> new Presentation(loose, V, Encoding.asIs()).inSequences())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("places has no sequences");
        State x = MACHINE.newState(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> x.setSequences(Sequences.of(2)))
                .withMessageContaining("do not fit 3 columns");
        x.setSequences(Sequences.of(2, 1));
        State lead = MACHINE.newState(2).setSequences(Sequences.of(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> x.setLead(lead, new boolean[] {true, true}))
                .withMessageContaining("0 of 2 sequences continue");
    }

    @Test
    void theIdentityNamesTheWindows() {
        assertThat(shown().inWindows(2, 3).identity()).endsWith(", in windows of 2 after 3 before them");
        assertThat(shown().inSequences().identity()).endsWith(", in whole sequences");
    }
}
