package org.boltzmann.core;

import java.util.List;
import org.boltzmann.core.linalg.Matrix;

/**
 * One summand of an energy: the alphabet in which machines are written.
 *
 * <p>A term is a function E(θ, x) of the parameters and of the groups it touches, and states three pieces of mathematics: the
 * energy, the field −∂E/∂x on each of its groups, and the gradient −∂E/∂θ. It is homogeneous of degree 1 in each group it
 * touches: E = 0 where a group is 0, and E = −x_g · field_g for each group g. (A term that couples units within a group is a
 * {@link LateralTerm}.) It holds no numbers and keeps no state.
 *
 * <p>Everything else that a machine can do follows from these; see the package documentation for how to add a term of your own.
 */
public interface Term {

    /**
     * The groups this term touches.
     *
     * @return each group once
     */
    List<Group> groups();

    /**
     * The parameters this term depends on.
     *
     * @return each parameter once
     */
    List<Parameter> parameters();

    /**
     * Adds the energy E(θ, x) of every column.
     *
     * @param theta the machine's parameters
     * @param x the state
     * @param energy one sum for each column, added to
     */
    void addEnergy(ParameterValues theta, State x, double[] energy);

    /**
     * Adds the field −∂E/∂x_target of every column.
     *
     * @param theta the machine's parameters
     * @param target one of {@link #groups()}; its own values are not looked at
     * @param x the state
     * @param field units of the target x columns, added to
     */
    void addField(ParameterValues theta, Group target, State x, Matrix field);

    /**
     * Adds −∂E/∂θ, summed over the columns with their weights.
     *
     * @param theta the machine's parameters
     * @param x the state
     * @param weights what each column counts
     * @param gradient added to
     */
    void addGradient(ParameterValues theta, State x, ColumnWeights weights, Gradient gradient);
}
