package org.boltzmann.core.term;

import java.util.HashSet;
import java.util.List;
import org.boltzmann.core.Group;

/** A term touches each of its groups once: with a group twice it would not be homogeneous of degree 1 in it. */
final class Distinct {

    private Distinct() {}

    static void check(String term, List<Group> groups) {
        if (new HashSet<>(groups).size() != groups.size()) {
            throw new IllegalArgumentException("term " + term + names(groups)
                    + " touches a group twice; coupling within a" + " group needs a lateral term");
        }
    }

    static String names(List<Group> groups) {
        return "(" + String.join(",", groups.stream().map(Group::name).toList()) + ")";
    }
}
