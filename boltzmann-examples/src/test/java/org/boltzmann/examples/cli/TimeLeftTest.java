package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimeLeftTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong clock = new AtomicLong(17);
    private final TimeLeft left = new TimeLeft(clock::get);

    @Test
    void nothingIsSaidBeforeTheFirstStepAndAfterTheLast() {
        assertThat(left.words(0, 10)).isEmpty();
        clock.addAndGet(SECOND);
        assertThat(left.words(10, 10)).isEmpty();
    }

    @Test
    void secondsAndMinutesFollowFromThePaceSoFar() {
        clock.addAndGet(10 * SECOND);
        assertThat(left.words(5, 10)).isEqualTo("about 10 s left");
        assertThat(left.words(5, 105)).isEqualTo("about 4 min left");
    }

    @Test
    void whatWasDoneBeforeAPauseDoesNotCount() {
        left.begin(90);
        clock.addAndGet(10 * SECOND);
        assertThat(left.words(90, 100)).isEmpty();
        assertThat(left.words(95, 100)).isEqualTo("about 10 s left");
    }
}
