package org.boltzmann.core.wiring;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoublePredicate;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.train.ClippedNorm;
import org.boltzmann.core.train.InputNoise;
import org.boltzmann.core.train.Objective;
import org.boltzmann.core.train.ThroughTime;

/**
 * How machines that read sequences are trained, as settings say it; without any, on whole sequences as they are.
 *
 * @param window frames of a window at most, 0 for whole sequences
 * @param lead frames before a window that are read first
 * @param noise what is done to the frames that the network sees
 * @param clip largest norm of a gradient, 0 for no limit
 */
public record SequenceSettings(int window, int lead, InputNoise noise, double clip) {

    private static final String WINDOW = "window";
    private static final String LEAD = "window.lead";
    private static final String DROPOUT = "network.dropout";
    private static final String NOISE = "network.noise";
    private static final String CLIP = "gradient.clip";
    private static final String ALL = "all";

    /**
     * Every setting read here, with a line that says what it is.
     *
     * @return descriptions by key
     */
    public static Map<String, String> documentation() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(WINDOW, "of sequences: frames of the windows they are cut into for training, 0 for whole sequences");
        lines.put(
                LEAD,
                "frames before a window that the network reads first, without learning from them: a number, 0 to begin each"
                        + " window as a sequence begins, or all");
        lines.put(DROPOUT, "of a network that reads sequences: probability that it does not see a value, in training");
        lines.put(NOISE, "of a network that reads sequences: standard deviation of noise on what it sees, in training");
        lines.put(CLIP, "largest norm of the gradient of all parameters together, 0 for no limit");
        return lines;
    }

    /** Asked for only where they are given, so that they stand in model files only then. */
    static SequenceSettings from(Settings settings) {
        double dropout = given(settings, DROPOUT, x -> x >= 0 && x < 1, "a number from 0 to less than 1");
        double deviation = given(settings, NOISE, x -> x >= 0 && Double.isFinite(x), "a number of at least 0");
        double clip = given(settings, CLIP, x -> x >= 0, "a number of at least 0");
        int window = settings.find(WINDOW).isEmpty() ? 0 : settings.count(WINDOW, 0, 0);
        boolean valid = dropout >= 0 && dropout < 1 && deviation >= 0 && Double.isFinite(deviation);
        InputNoise noise = valid ? new InputNoise(dropout, deviation) : InputNoise.NONE;
        return new SequenceSettings(window, lead(settings), noise, clip);
    }

    private static int lead(Settings settings) {
        if (settings.find(LEAD).isEmpty() || settings.text(LEAD, ALL).equals(ALL)) {
            return Integer.MAX_VALUE;
        }
        return settings.count(LEAD, 0, 0);
    }

    private static double given(Settings settings, String key, DoublePredicate allowed, String description) {
        return settings.find(key).isEmpty() ? 0 : settings.number(key, 0, allowed, description);
    }

    /** In sequences, to a machine that reads them. */
    Presentation show(BoltzmannMachine machine, Presentation examples) {
        return machine.network().isPresent() ? examples.inWindows(window, lead) : examples;
    }

    /** Refuses what a network cannot read. */
    void check(BoltzmannMachine machine, Presentation examples, Optional<Presentation> unlabelled) {
        machine.network().ifPresent(network -> {
            String name = "data set " + examples.data().name();
            if (!examples.isComplete()) {
                throw new DataException(name + " has missing values, but a network reads group "
                        + network.input().name() + "; fill them in");
            }
            if (unlabelled.isPresent()) {
                throw new DataException(name + ": some frames have no label, but a network reads whole sequences; give"
                        + " each frame its label");
            }
            if (!examples.observed().contains(network.input())) {
                throw new DataException(name + " does not give group "
                        + network.input().name() + ", which a network reads; make it an observed group");
            }
        });
    }

    /** The objective as it is where nothing is read. */
    Objective through(Subject subject, Objective still) {
        Objective objective =
                subject.machine().network().isPresent() ? new ThroughTime(subject.machine(), still, noise) : still;
        return clip > 0 ? new ClippedNorm(objective, clip) : objective;
    }
}
