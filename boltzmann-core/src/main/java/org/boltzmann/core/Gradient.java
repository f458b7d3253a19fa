package org.boltzmann.core;

import java.util.List;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Passes;

/**
 * One buffer for each parameter, holding −∂E/∂θ.
 *
 * <p>The sign is stated here, once: a gradient is a sum of −∂E/∂θ over configurations, so that learning <em>adds</em> its average
 * over the data minus its average over the model, the gradient of the log-likelihood.
 */
public final class Gradient {

    private final ParameterValues buffers;

    private Gradient(ParameterValues buffers) {
        this.buffers = buffers;
    }

    /**
     * A gradient of zero.
     *
     * @param parameters parameters, each once
     * @return new buffers
     */
    public static Gradient zero(List<Parameter> parameters) {
        return new Gradient(ParameterValues.zeros(parameters));
    }

    /**
     * The parameters, in the machine's order.
     *
     * @return an immutable list
     */
    public List<Parameter> parameters() {
        return buffers.parameters();
    }

    /**
     * The buffer of one parameter.
     *
     * @param parameter a parameter of the machine
     * @return its matrix itself, to be added to
     */
    public Matrix of(Parameter parameter) {
        return buffers.of(parameter);
    }

    /** Sets all buffers to zero. */
    public void clear() {
        for (int p = 0; p < parameters().size(); p++) {
            of(parameters().get(p)).fill(0);
        }
    }

    /**
     * Adds a multiple of another gradient.
     *
     * @param factor scalar factor
     * @param other a gradient of the same parameters
     */
    public void addScaled(double factor, Gradient other) {
        for (Parameter parameter : parameters()) {
            Passes.addScaled((float) factor, other.of(parameter), of(parameter));
        }
    }
}
