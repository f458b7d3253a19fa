package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Matrix;

/**
 * Frames of sequences with the context that follows from the frames before them, as many as wanted, at equal distances: the first
 * frames of sequences are other than those that follow, so that the first of the data would be no fair choice.
 */
final class SpreadFrames {

    private static final int COLUMNS = 500;

    private SpreadFrames() {}

    /**
     * Frames of a presentation.
     *
     * @param machine a machine with a network
     * @param data frames in sequences
     * @param wanted how many frames; all if there are not so many
     * @param key where randomness comes from
     * @return states with the observed groups clamped
     */
    static List<State> of(BoltzmannMachine machine, Presentation data, int wanted, RandomKey key) {
        List<State> chosen = new ArrayList<>();
        long size = data.size();
        long count = Math.min(wanted, size);
        long frame = 0;
        for (State x : data.parts(machine, COLUMNS, key)) {
            List<Integer> columns = new ArrayList<>();
            for (int j = 0; j < x.columns(); j++, frame++) {
                if ((frame + 1) * count / size > frame * count / size) {
                    columns.add(j);
                }
            }
            if (!columns.isEmpty()) {
                chosen.add(columns(machine, data, x, columns));
            }
        }
        return chosen;
    }

    private static State columns(BoltzmannMachine machine, Presentation data, State x, List<Integer> columns) {
        State some = machine.newState(columns.size());
        for (Group group : machine.groups()) {
            Matrix values = some.of(group);
            for (int j = 0; j < columns.size(); j++) {
                values.columns(j, j + 1).set(x.of(group).columns(columns.get(j), columns.get(j) + 1));
            }
            some.changed(group);
            if (data.observed().contains(group)) {
                some.clamp(group);
            }
        }
        return some;
    }
}
