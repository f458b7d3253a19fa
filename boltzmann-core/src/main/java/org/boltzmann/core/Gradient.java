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
    private final Group context;
    private final Matrix contextField;
    private boolean reachedContext;

    private Gradient(ParameterValues buffers, Group context, Matrix contextField) {
        this.buffers = buffers;
        this.context = context;
        this.contextField = contextField;
    }

    /**
     * A gradient of zero.
     *
     * @param parameters parameters, each once
     * @return new buffers
     */
    public static Gradient zero(List<Parameter> parameters) {
        return new Gradient(ParameterValues.zeros(parameters), null, null);
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

    /**
     * This gradient, to which the field on a context group is added as well: with the weights of the gradient, so that data minus
     * model is ∂ log p/∂u for each column, what is propagated back into whatever computed the context.
     *
     * @param group a context group
     * @param field its units x columns of a mini-batch, added to
     * @return a view of the same buffers
     */
    public Gradient withContext(Group group, Matrix field) {
        return new Gradient(buffers, group, field);
    }

    /**
     * Whether the field on the context was added to. An objective that adds to the buffers in other ways than by {@link #add} does
     * not reach it.
     *
     * @return false at first
     */
    public boolean reachedContext() {
        return reachedContext;
    }

    /**
     * Adds a term's gradient, and its field on the context if that is wanted.
     *
     * @param term the term
     * @param theta the machine's parameters
     * @param x the state; where the field on the context is wanted it has the columns of the mini-batch, once or several times one
     *     after another, and its scratch for that field is overwritten
     * @param weights what each column counts
     */
    public void add(Term term, ParameterValues theta, State x, ColumnWeights weights) {
        term.addGradient(theta, x, weights, this);
        if (context != null && term.groups().contains(context)) {
            addContextField(term, theta, x, weights);
        }
    }

    /**
     * As {@link #add}, of a state in which several columns for each of the mini-batch lie side by side.
     *
     * @param term the term
     * @param theta the machine's parameters
     * @param x the state; its columns n j to n j + n − 1 are those for column j of the mini-batch
     * @param weights what each column counts
     */
    public void addSideBySide(Term term, ParameterValues theta, State x, ColumnWeights weights) {
        term.addGradient(theta, x, weights, this);
        if (context != null && term.groups().contains(context)) {
            Matrix field = contextField(term, theta, x, weights);
            int times = x.columns() / contextField.columns();
            for (int j = 0; j < contextField.columns(); j++) {
                Matrix some = field.columns(times * j, times * (j + 1));
                Passes.addSumOfColumns(weights.factor(), some, null, contextField.columns(j, j + 1));
            }
        }
    }

    private void addContextField(Term term, ParameterValues theta, State x, ColumnWeights weights) {
        Matrix field = contextField(term, theta, x, weights);
        int batch = contextField.columns();
        for (int from = 0; from < x.columns(); from += batch) {
            Matrix part = batch == x.columns() ? field : field.columns(from, from + batch);
            Passes.addScaled((float) weights.factor(), part, contextField);
        }
    }

    /** The field times the columns' own weights, the common factor left out. */
    private Matrix contextField(Term term, ParameterValues theta, State x, ColumnWeights weights) {
        if (x.columns() % contextField.columns() != 0) {
            throw new IllegalArgumentException("the field on context " + context.name() + " is wanted for "
                    + contextField.columns() + " columns, but the gradient is taken from " + x.columns());
        }
        Matrix field = x.field(context);
        field.fill(0);
        term.addField(theta, context, x, field);
        if (weights.perColumn() != null) {
            Passes.fillColumnsScaled(field, weights.perColumn(), field);
        }
        reachedContext = true;
        return field;
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
