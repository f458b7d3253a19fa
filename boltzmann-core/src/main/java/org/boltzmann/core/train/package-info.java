/**
 * Learning: objectives made of phases, optimizers, the trainer and its observers.
 *
 * <p>An objective of your own adds a gradient, divided by the size of the mini-batch, and can be combined with others by
 * {@code plus} and {@code times}; a phase of your own is a way to choose the states that are averaged.
 *
 * <h2>How to stop and go on</h2>
 *
 * <p>{@link org.boltzmann.core.train.Checkpoints}, the last of the observers, writes what a run holds; a trainer made in the same
 * way takes it up, in another process too, and ends with the same bits as if it had never stopped:
 *
 * <pre>{@code
 * try (CheckpointDirectory directory = CheckpointDirectory.open(Path.of("run-1"))) {
 *     Checkpoints checkpoints = new Checkpoints(directory, Cadence.parse("1e,5m"), 3, "score");
 *     Trainer trainer = new Trainer(machine, objective, optimizer, 100, seed, List.of(scores, checkpoints));
 *     directory.newest(System.err::println).ifPresent(found -> checkpoints.resume(trainer, found));
 *     trainer.trainTo(data, 20);
 * }
 * }</pre>
 *
 * <p>Random numbers belong to seed, epoch and step, so that the position is all there is to remember of them. An objective, a phase
 * or an observer of your own that carries something from step to step says what ({@link org.boltzmann.core.train.Resumable}).
 */
package org.boltzmann.core.train;
