package org.boltzmann.core.term;

/**
 * A pair of units of one group that are coupled.
 *
 * <p>Construction is refused with an {@link IllegalArgumentException} unless 0 ≤ first &lt; second.
 *
 * @param first index of a unit
 * @param second index of another, the larger
 */
public record Edge(int first, int second) {

    public Edge {
        if (first < 0 || first >= second) {
            throw new IllegalArgumentException("an edge goes from a unit to a later one, from 0 on, but not from "
                    + first + " to " + second + "; write the smaller index first");
        }
    }

    @Override
    public String toString() {
        return first + "-" + second;
    }
}
