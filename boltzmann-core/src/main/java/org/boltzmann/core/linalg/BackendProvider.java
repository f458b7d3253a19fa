package org.boltzmann.core.linalg;

/** Offers a backend; found by the service loader, so that a jar on the class path is all it takes. */
public interface BackendProvider {

    /**
     * The name of the backend.
     *
     * @return such as {@code openblas}
     */
    String name();

    /**
     * Which of several backends is taken when none is asked for by name.
     *
     * @return the larger, the sooner; plain Java has 0
     */
    int preference();

    /**
     * Makes the backend ready, loading what it needs.
     *
     * @return the backend
     * @throws BackendException if it cannot work on this machine, with the reason in one line
     */
    Backend load();
}
