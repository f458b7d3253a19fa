package org.boltzmann.core.io;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a declaration, gathered to be told at once. */
final class Problems {

    private final List<String> found = new ArrayList<>();

    void noting(Runnable step) {
        try {
            step.run();
        } catch (IllegalArgumentException e) {
            note(e);
        }
    }

    /** As {@link #noting(Runnable)}, each problem with a place before it. */
    void noting(String place, Runnable step) {
        try {
            step.run();
        } catch (IllegalArgumentException e) {
            note(place + ": " + e.getMessage());
        }
    }

    void note(IllegalArgumentException problem) {
        note(problem.getMessage());
    }

    void note(String problem) {
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    void check() {
        if (!found.isEmpty()) {
            throw new DeclarationException(found);
        }
    }
}
