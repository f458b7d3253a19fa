package org.boltzmann.core.train;

import org.boltzmann.core.io.Snapshot;

/**
 * What may carry something from one step to the next, and must find it again where training goes on.
 *
 * <p>Objectives, phases and observers are resumable. One without state has nothing to do; one with state saves all of it that is
 * not a function of its arguments and of the parameters; one that wraps others passes both calls on. Random numbers need no care:
 * they belong to seed, epoch and step.
 *
 * <pre>{@code
 * public void save(Snapshot to) {
 *     to.put("average", average);
 *     inner.save(to.at("inner"));
 * }
 *
 * public void restore(Snapshot from) {
 *     from.fill("average", average);
 *     inner.restore(from.at("inner"));
 * }
 * }</pre>
 */
public interface Resumable {

    /**
     * Puts in everything that is needed to go on.
     *
     * @param to a part of the snapshot that is this object's own
     */
    default void save(Snapshot to) {}

    /**
     * Takes out what an equal object has put in.
     *
     * @param from the part of the snapshot that is this object's own
     * @throws IllegalArgumentException if something is missing or has another size, naming it
     */
    default void restore(Snapshot from) {}
}
