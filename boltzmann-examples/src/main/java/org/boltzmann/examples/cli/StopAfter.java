package org.boltzmann.examples.cli;

import org.boltzmann.core.train.TrainingObserver;
import org.boltzmann.core.train.TrainingProgress;

/** Leaves training after some epochs, to go on later. */
final class StopAfter implements TrainingObserver {

    private final double epochs;
    private long wanted;
    private long done;

    StopAfter(double epochs) {
        this.epochs = epochs;
    }

    @Override
    public void stepEnded(TrainingProgress progress) {
        wanted = Math.max(1, Math.round(epochs * progress.steps()));
        done++;
        if (done >= wanted && progress.step() < progress.steps()) {
            pause(progress);
        }
    }

    // Not after the last step of an epoch, whose end belongs to it.
    @Override
    public void epochEnded(TrainingProgress progress) {
        if (done >= wanted && progress.epoch() < progress.epochs()) {
            pause(progress);
        }
    }

    private void pause(TrainingProgress progress) {
        progress.pause("after " + epochs + (epochs == 1 ? " epoch" : " epochs") + ", as asked");
    }
}
