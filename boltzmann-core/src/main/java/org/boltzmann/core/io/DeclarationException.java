package org.boltzmann.core.io;

import java.util.List;

/** A declaration that makes no machine; the message holds every problem, one a line. */
public final class DeclarationException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    /**
     * Some problems.
     *
     * @param problems what is wrong, each with its place
     */
    public DeclarationException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * The problems one by one.
     *
     * @return what is wrong, each with its place
     */
    public List<String> problems() {
        return problems;
    }
}
