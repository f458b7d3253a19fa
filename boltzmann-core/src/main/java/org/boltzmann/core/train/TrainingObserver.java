package org.boltzmann.core.train;

/** Watches training: progress, metrics, early stopping, checkpoints. Observers are called in the order they were given. */
public interface TrainingObserver {

    /**
     * Before the first step.
     *
     * @param progress how far training has come
     */
    default void started(TrainingProgress progress) {}

    /**
     * After every step.
     *
     * @param progress how far training has come
     */
    default void stepEnded(TrainingProgress progress) {}

    /**
     * After every epoch.
     *
     * @param progress how far training has come
     */
    default void epochEnded(TrainingProgress progress) {}

    /**
     * After the last step, not after a failure.
     *
     * @param progress how far training has come
     */
    default void ended(TrainingProgress progress) {}
}
