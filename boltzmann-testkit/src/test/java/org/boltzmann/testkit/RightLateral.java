package org.boltzmann.testkit;

import org.boltzmann.core.Coupling;
import org.boltzmann.core.Group;
import org.boltzmann.core.LateralTerm;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;

/** A right lateral term to plant a bug in, by overriding one method. */
class RightLateral extends RightTerm implements LateralTerm {

    final LateralTerm lateral;

    RightLateral(LateralTerm right) {
        super(right);
        this.lateral = right;
    }

    @Override
    public Coupling coupling(Group group) {
        return lateral.coupling(group);
    }

    @Override
    public void addFieldChange(ParameterValues theta, Group target, State x, Matrix change, Matrix field) {
        lateral.addFieldChange(theta, target, x, change, field);
    }
}
