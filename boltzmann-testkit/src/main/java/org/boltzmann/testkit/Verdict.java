package org.boltzmann.testkit;

import java.util.Optional;

/**
 * What came of trying a law.
 *
 * @param subject what it was tried on: a term, a unit type, or the machine
 * @param law the law
 * @param tries how often it was tried; no more after it was broken
 * @param failure how it is broken; empty if it holds
 */
public record Verdict(String subject, Law law, int tries, Optional<String> failure) {

    /**
     * Whether the law was never broken.
     *
     * @return true if it holds as far as was tried
     */
    public boolean holds() {
        return failure.isEmpty();
    }
}
