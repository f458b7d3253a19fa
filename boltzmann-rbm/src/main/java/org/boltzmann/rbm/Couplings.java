package org.boltzmann.rbm;

import java.util.Optional;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Term;
import org.boltzmann.core.term.Lateral;
import org.boltzmann.core.term.LateralEdges;

/** Which units of one group are coupled with each other. */
public enum Couplings {
    /** None: given everything else they are independent. */
    NONE,
    /** Neighbours in the shape of the group. */
    GRID,
    /** Each with each. */
    DENSE;

    /** The term; none where there is nothing to couple. */
    Optional<Term> term(Group group, Initializer weights) {
        if (this == NONE || group.blocks() < 2) {
            return Optional.empty();
        }
        return Optional.of(
                this == DENSE
                        ? Lateral.within(group, weights)
                        : Lateral.along(group, LateralEdges.grid(group), weights));
    }
}
