package org.boltzmann.examples.cli;

import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.sequence.NextFrame;

/**
 * How the next frame is predicted, as settings say it.
 *
 * @param chains of each frame
 * @param sweeps of each chain
 * @param annealed whether chains are annealed; otherwise they begin at the frame before
 */
record FramePrediction(int chains, int sweeps, boolean annealed) {

    private static final String CHAINS = "frames.chains";
    private static final String SWEEPS = "frames.sweeps";
    private static final String BEGIN = "frames.begin";
    private static final String ANNEALED = "annealed";

    static Map<String, String> documentation() {
        return Map.of(
                CHAINS,
                "of the prediction of frames: chains for each, whose mean it is",
                SWEEPS,
                "of the prediction of frames: sweeps of each chain",
                BEGIN,
                "of the prediction of frames: annealed, each chain picked from four by its weight; or previous, where the frame"
                        + " before is, which is cheaper");
    }

    static FramePrediction from(Settings settings) {
        return new FramePrediction(
                settings.count(CHAINS, 20, 1),
                settings.count(SWEEPS, 100, 1),
                settings.choice(BEGIN, ANNEALED, ANNEALED, "previous").equals(ANNEALED));
    }

    NextFrame of(BoltzmannMachine machine) {
        NextFrame prediction = new NextFrame(machine, chains, sweeps);
        return annealed ? prediction.annealed() : prediction;
    }
}
