package org.boltzmann.core;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.linalg.Matrix;

/**
 * The values of a machine's parameters, θ: one matrix for each parameter.
 *
 * <p>A term is a function of θ and of the state and holds no numbers itself. So a machine's copy, the best epoch, fast weights
 * and the replicas of tempering are other values for the same terms.
 */
public final class ParameterValues {

    private final List<Parameter> parameters;
    private final Map<Parameter, Matrix> values = new HashMap<>();

    private ParameterValues(List<Parameter> parameters) {
        this.parameters = parameters;
    }

    /**
     * Zeros for every parameter.
     *
     * @param parameters parameters, each once
     * @return new arrays
     */
    public static ParameterValues zeros(Collection<Parameter> parameters) {
        ParameterValues zeros = new ParameterValues(List.copyOf(parameters));
        for (Parameter parameter : parameters) {
            zeros.values.put(parameter, Matrix.zeros(parameter.rows(), parameter.columns()));
        }
        return zeros;
    }

    /**
     * The parameters, in the machine's order.
     *
     * @return an immutable list
     */
    public List<Parameter> parameters() {
        return parameters;
    }

    /**
     * The values of one parameter.
     *
     * @param parameter a parameter of the machine
     * @return its matrix itself, not a copy
     * @throws IllegalArgumentException if the machine has no such parameter
     */
    public Matrix of(Parameter parameter) {
        Matrix matrix = values.get(parameter);
        if (matrix == null) {
            throw new IllegalArgumentException("no parameter " + parameter + " among " + parameters);
        }
        return matrix;
    }

    /**
     * A copy with arrays of its own; sharing between terms is kept.
     *
     * @return equal values
     */
    public ParameterValues copy() {
        ParameterValues copy = zeros(parameters);
        copy.set(this);
        return copy;
    }

    /**
     * Takes over the values of another.
     *
     * @param other values of the same parameters
     */
    public void set(ParameterValues other) {
        for (Parameter parameter : parameters) {
            of(parameter).set(other.of(parameter));
        }
    }
}
