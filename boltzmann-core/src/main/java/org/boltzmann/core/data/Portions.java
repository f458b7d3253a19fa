package org.boltzmann.core.data;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.State;

/** Windows of sequences on their way into states: which frames they have, and which come before them. */
final class Portions {

    private final Windows windows;
    private final Sequences layout;
    private final int[] leads;

    Portions(Windows windows) {
        this.windows = windows;
        this.layout = windows.layout();
        this.leads = windows.leads();
    }

    int count() {
        return layout.count();
    }

    int frames(int[] order, int from, int count) {
        int frames = 0;
        for (int w = from; w < from + count; w++) {
            frames += layout.length(order[w]);
        }
        return frames;
    }

    /** Puts windows into a state, their frames side by side, and what they continue into its lead. */
    void present(Presentation data, int[] chosen, RandomKey key, State x) {
        data.present(layout.columns(chosen), key, x);
        x.setSequences(layout.subset(chosen));
        int[] continuing = Arrays.stream(chosen).filter(w -> leads[w] > 0).toArray();
        lead(data, continuing, key.at("lead")).ifPresent(lead -> {
            boolean[] fresh = new boolean[chosen.length];
            IntStream.range(0, fresh.length).forEach(s -> fresh[s] = leads[chosen[s]] == 0);
            x.setLead(lead, fresh);
        });
    }

    private Optional<State> lead(Presentation data, int[] continuing, RandomKey key) {
        if (continuing.length == 0) {
            return Optional.empty();
        }
        int[] frames = Arrays.stream(continuing)
                .flatMap(w -> IntStream.range(layout.start(w) - leads[w], layout.start(w)))
                .toArray();
        State lead = State.zeros(data.groups(), frames.length);
        data.present(frames, key, lead);
        return Optional.of(lead.setSequences(
                Sequences.of(Arrays.stream(continuing).map(w -> leads[w]).toArray())));
    }

    /** As many whole windows as have that many frames together, from the given one on; at least one. */
    int fitting(int first, int frames) {
        int count = 1;
        int sum = layout.length(first);
        while (first + count < layout.count() && sum + layout.length(first + count) <= frames) {
            sum += layout.length(first + count++);
        }
        return count;
    }

    @Override
    public String toString() {
        return windows.toString();
    }
}
