package org.boltzmann.core.train;

import java.util.ArrayDeque;
import java.util.Deque;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.State;

/** States of a machine for batches of the last few sizes, so that steps of one size allocate once, and steps of many sizes forget. */
final class Rooms {

    private static final int KEPT = 4;

    private final BoltzmannMachine machine;
    private final Deque<State> kept = new ArrayDeque<>();

    Rooms(BoltzmannMachine machine) {
        this.machine = machine;
    }

    /** A state of a number of columns, left as its last user left it. */
    State of(int columns) {
        State newest = kept.peekFirst();
        if (newest != null && newest.columns() == columns) {
            return newest;
        }
        State found = null;
        for (State state : kept) {
            if (state.columns() == columns) {
                found = state;
            }
        }
        if (found == null) {
            found = machine.newState(columns);
        } else {
            kept.remove(found);
        }
        kept.addFirst(found);
        if (kept.size() > KEPT) {
            kept.removeLast();
        }
        return found;
    }
}
