package org.boltzmann.core.train;

/**
 * Watches training: progress, metrics, early stopping, checkpoints. Observers are called in the order they were given.
 *
 * <p>One with state saves it ({@link Resumable}), so that training can stop and go on.
 */
public interface TrainingObserver extends Resumable {

    /**
     * Before the first step.
     *
     * @param progress how far training has come
     */
    default void started(TrainingProgress progress) {}

    /**
     * Instead of {@link #started}, where training goes on from a pause or a checkpoint.
     *
     * @param progress how far training has come
     */
    default void resumed(TrainingProgress progress) {}

    /**
     * After every step.
     *
     * @param progress how far training has come
     */
    default void stepEnded(TrainingProgress progress) {}

    /**
     * After every epoch; not after one that was left in the middle.
     *
     * @param progress how far training has come
     */
    default void epochEnded(TrainingProgress progress) {}

    /**
     * After the last step where training is to go on later: nothing may be changed.
     *
     * @param progress how far training has come
     */
    default void paused(TrainingProgress progress) {}

    /**
     * After the last step, not after a failure or a pause.
     *
     * @param progress how far training has come
     */
    default void ended(TrainingProgress progress) {}
}
