package org.boltzmann.examples.compare;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a task asks of machines. */
public enum Measure {
    /** The log-likelihood of test examples that have no context and no label. */
    DENSITY,
    /** Classes of test examples. */
    CLASSIFICATION,
    /** Images given others: p(y | x), analogies, which transformation it was. */
    TRANSFORMATION,
    /** The log-likelihood of test frames, and the next frame; machines that read no sequences take frames one by one. */
    SEQUENCE;

    /**
     * The measure of a name.
     *
     * @param name in small letters
     * @return the measure, if there is one
     */
    public static Optional<Measure> of(String name) {
        return Arrays.stream(values())
                .filter(one -> one.toString().equals(name))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
