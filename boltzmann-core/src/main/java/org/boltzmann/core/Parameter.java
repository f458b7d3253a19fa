package org.boltzmann.core;

import java.util.List;

/**
 * A named array of numbers that a machine learns; its values are kept in {@link ParameterValues}.
 *
 * <p>Identity is sharing: where two terms hold the same parameter object they are tied, and their gradients add. As a matrix, an
 * array of shape (n1, n2, n3, ...) has n1 rows and n2·n3·... columns, the second axis fastest.
 */
public final class Parameter {

    private final String name;
    private final List<Integer> shape;
    private final Initializer initializer;
    private final boolean decays;

    private Parameter(String name, List<Integer> shape, Initializer initializer, boolean decays) {
        long length = 1;
        for (int size : shape) {
            if (size < 1) {
                throw new IllegalArgumentException("parameter " + name + ": shape " + shape + " has a size below 1");
            }
            length = Math.min(length * size, Integer.MAX_VALUE);
        }
        if (shape.isEmpty() || length >= Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "parameter " + name + ": shape " + shape + " does not fit into one array");
        }
        this.name = name;
        this.shape = List.copyOf(shape);
        this.initializer = initializer;
        this.decays = decays;
    }

    /**
     * Interaction strengths: what weight decay is meant for.
     *
     * @param name unique within a machine
     * @param initializer its first values
     * @param shape sizes of the axes
     * @return a new parameter
     */
    public static Parameter weights(String name, Initializer initializer, Integer... shape) {
        return new Parameter(name, List.of(shape), initializer, true);
    }

    /**
     * One number for each unit, spared by weight decay unless it is asked for by name.
     *
     * @param name unique within a machine
     * @param initializer its first values
     * @param size number of units
     * @return a new parameter
     */
    public static Parameter perUnit(String name, Initializer initializer, int size) {
        return new Parameter(name, List.of(size), initializer, false);
    }

    /**
     * The name, by which settings and model files know it.
     *
     * @return such as {@code v.bias} or {@code v-h.weights}
     */
    public String name() {
        return name;
    }

    /**
     * Sizes of the axes.
     *
     * @return at least one size
     */
    public List<Integer> shape() {
        return shape;
    }

    /**
     * What sets the first values.
     *
     * @return the initializer
     */
    public Initializer initializer() {
        return initializer;
    }

    /**
     * Whether penalties such as weight decay apply when they are not addressed to a parameter by name.
     *
     * @return true for interaction strengths, false for biases
     */
    public boolean decays() {
        return decays;
    }

    /**
     * Rows of the matrix of its values.
     *
     * @return size of the first axis
     */
    public int rows() {
        return shape.get(0);
    }

    /**
     * Columns of the matrix of its values.
     *
     * @return product of the sizes of all further axes
     */
    public int columns() {
        return length() / rows();
    }

    /**
     * Number of elements.
     *
     * @return product of all sizes
     */
    public int length() {
        int length = 1;
        for (int axis = 0; axis < shape.size(); axis++) { // without a stream: terms ask in every call
            length *= shape.get(axis);
        }
        return length;
    }

    /**
     * Checks the shape a term needs.
     *
     * @param term the term, for the message
     * @param sizes the sizes it needs
     * @throws IllegalArgumentException if this parameter has another shape
     */
    public void checkShape(String term, Integer... sizes) {
        if (!shape.equals(List.of(sizes))) {
            throw new IllegalArgumentException("term " + term + ": parameter " + name + " has shape " + shape
                    + " but the groups need " + List.of(sizes));
        }
    }

    @Override
    public String toString() {
        return name + shape;
    }
}
