package org.boltzmann.testkit;

import java.util.List;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.linalg.Matrix;

/** A right term to plant a bug in, by overriding one method. */
class RightTerm implements Term {

    final Term right;

    RightTerm(Term right) {
        this.right = right;
    }

    @Override
    public List<Group> groups() {
        return right.groups();
    }

    @Override
    public List<Parameter> parameters() {
        return right.parameters();
    }

    @Override
    public void addEnergy(ParameterValues theta, State x, double[] energy) {
        right.addEnergy(theta, x, energy);
    }

    @Override
    public void addField(ParameterValues theta, Group target, State x, Matrix field) {
        right.addField(theta, target, x, field);
    }

    @Override
    public void addGradient(ParameterValues theta, State x, ColumnWeights weights, Gradient gradient) {
        right.addGradient(theta, x, weights, gradient);
    }
}
