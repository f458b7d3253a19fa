package org.boltzmann.core.wiring;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.sample.MeanField;

/** From where mean field begins and how long it goes on, as settings say it, so that a stored machine is looked at as it was trained. */
public final class MeanFieldStart {

    static final String KEY = "positive-phase.start";
    static final String ROUNDS = "positive-phase.sweeps";
    static final int USUAL_ROUNDS = 10;

    private MeanFieldStart() {}

    /**
     * Mean field of a machine as its settings have it.
     *
     * @param machine the machine
     * @param settings those it was trained with, as a model file holds them
     * @return mean field
     * @throws IllegalArgumentException if a group named is none of the machine's or cannot begin so, or the number of rounds is none
     */
    public static MeanField of(BoltzmannMachine machine, Map<String, String> settings) {
        int rounds = Integer.parseInt(settings.getOrDefault(ROUNDS, Integer.toString(USUAL_ROUNDS)));
        return new MeanField(machine, rounds)
                .startingInFirstState(groups(Optional.ofNullable(settings.get(KEY)), machine));
    }

    static List<Group> groups(Optional<String> names, BoltzmannMachine machine) {
        return names.stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(name -> machine.group(name.strip()))
                .toList();
    }
}
