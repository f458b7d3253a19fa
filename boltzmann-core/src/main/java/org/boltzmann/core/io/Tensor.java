package org.boltzmann.core.io;

import java.util.Arrays;
import java.util.List;
import org.boltzmann.core.linalg.Matrix;

/**
 * An array of 32-bit floats with a shape, as a model file holds it.
 *
 * <p>Element (i, j, k) of a tensor of shape [I, J, K] is {@code data()[(i * J + j) * K + k]}: row-major, the last axis fastest, as
 * in NumPy. A shape without sizes is a scalar; a size of 0 makes an empty tensor.
 *
 * <p>Limits: {@value #MAX_AXES} axes and as many elements as one Java array holds. The array is used, not copied.
 */
public final class Tensor {

    /** The most axes a tensor may have. */
    public static final int MAX_AXES = 32;

    /** The most elements a tensor may have: what one Java array holds. */
    static final int MAX_ELEMENTS = Integer.MAX_VALUE - 8;

    private final List<Integer> shape;
    private final float[] data;

    private Tensor(List<Integer> shape, float[] data) {
        this.shape = List.copyOf(shape);
        this.data = data;
        if (this.shape.size() > MAX_AXES) {
            throw new IllegalArgumentException(
                    "a tensor has at most " + MAX_AXES + " axes but the shape has " + this.shape.size());
        }
        if (elements(this.shape) != data.length) {
            throw new IllegalArgumentException("a tensor of shape " + this.shape + " has " + elements(this.shape)
                    + " elements but the array has " + data.length);
        }
    }

    /**
     * A tensor that uses the given array, without a copy.
     *
     * @param data the elements, row-major
     * @param shape the sizes, slowest axis first; none for a scalar
     * @return a tensor backed by {@code data}
     * @throws IllegalArgumentException if a size is negative, there are too many axes, or the array's length is not the product of
     *     the sizes
     */
    public static Tensor of(float[] data, int... shape) {
        return of(data, Arrays.stream(shape).boxed().toList());
    }

    /**
     * A tensor that uses the given array, without a copy.
     *
     * @param data the elements, row-major
     * @param shape the sizes, slowest axis first; empty for a scalar
     * @return a tensor backed by {@code data}
     * @throws IllegalArgumentException if a size is negative, there are too many axes, or the array's length is not the product of
     *     the sizes
     */
    public static Tensor of(float[] data, List<Integer> shape) {
        return new Tensor(shape, data);
    }

    /**
     * A copy of a matrix, element (i, j) at [i, j].
     *
     * @param matrix any matrix or view
     * @return a tensor of shape [rows, columns]
     */
    public static Tensor of(Matrix matrix) {
        return of(matrix, List.of(matrix.rows(), matrix.columns()));
    }

    /**
     * A copy of a matrix that holds a parameter of any number of axes: rows run over the first axis and columns over the others,
     * the second fastest.
     *
     * @param matrix any matrix or view
     * @param shape the parameter's sizes: the first is the number of rows, the product of the others the number of columns
     * @return a tensor of that shape whose element [i, j, k] is the matrix's element (i, j + k J)
     * @throws IllegalArgumentException if the matrix has not that shape
     */
    public static Tensor of(Matrix matrix, List<Integer> shape) {
        Tensor tensor = new Tensor(shape, new float[matrix.rows() * matrix.columns()]);
        matrix.checkSameShape(Matrix.wrap(tensor.rows(), tensor.columns(), tensor.data));
        int[] columns = tensor.columnOfEachSlot();
        for (int i = 0; i < matrix.rows(); i++) {
            for (int slot = 0; slot < columns.length; slot++) {
                tensor.data[i * columns.length + slot] = matrix.data()[matrix.columnStart(columns[slot]) + i];
            }
        }
        return tensor;
    }

    /**
     * This tensor as a matrix: rows run over the first axis and columns over the others, the second fastest.
     *
     * @return a new matrix; a scalar is 1x1, a tensor of one axis a column
     * @throws IllegalArgumentException if an empty tensor's further sizes multiply to more columns than a matrix has
     */
    public Matrix toMatrix() {
        Matrix matrix = Matrix.zeros(rows(), columns());
        int[] columns = columnOfEachSlot();
        for (int i = 0; i < matrix.rows(); i++) {
            for (int slot = 0; slot < columns.length; slot++) {
                matrix.data()[matrix.columnStart(columns[slot]) + i] = data[i * columns.length + slot];
            }
        }
        return matrix;
    }

    private int rows() {
        return shape.isEmpty() ? 1 : shape.get(0);
    }

    private int columns() {
        long columns = shape.isEmpty() ? 1 : elements(shape.subList(1, shape.size()));
        if (columns > MAX_ELEMENTS) {
            throw new IllegalArgumentException("a tensor of shape " + shape + " has too many columns for a matrix");
        }
        return (int) columns;
    }

    /** For each place within a slice [i, ...], last axis fastest, the matrix column it goes to, second axis fastest. */
    private int[] columnOfEachSlot() {
        int[] columns = new int[data.length == 0 ? 0 : columns()];
        int[] index = new int[shape.size()];
        for (int slot = 0; slot < columns.length; slot++) {
            for (int axis = shape.size() - 1; axis > 0; axis--) {
                columns[slot] = columns[slot] * shape.get(axis) + index[axis];
            }
            for (int axis = shape.size() - 1; axis > 0 && ++index[axis] == shape.get(axis); axis--) {
                index[axis] = 0;
            }
        }
        return columns;
    }

    /**
     * The sizes, slowest axis first.
     *
     * @return an unmodifiable list, empty for a scalar
     */
    public List<Integer> shape() {
        return shape;
    }

    /**
     * The elements, row-major.
     *
     * @return the array itself
     */
    public float[] data() {
        return data;
    }

    /**
     * The number of elements of a shape.
     *
     * @throws IllegalArgumentException if a size is negative or the product of the sizes, left to right, is no long
     */
    static long elements(List<Integer> shape) {
        long product = 1;
        for (int size : shape) {
            if (size < 0) {
                throw new IllegalArgumentException(
                        "a tensor cannot have the shape " + shape + ": sizes are not negative");
            }
            try {
                product = Math.multiplyExact(product, size);
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException(
                        "a tensor cannot have the shape " + shape + ": the product overflows", e);
            }
        }
        return product;
    }

    /** Index of the first element that is NaN or infinite, or -1. */
    int firstNonFinite() {
        for (int i = 0; i < data.length; i++) {
            if (!Float.isFinite(data[i])) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Whether another tensor has the same shape and elements.
     *
     * @param other anything
     * @return true if {@code other} is a tensor of equal shape and equal elements, where NaN equals NaN and 0 differs from -0
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor tensor && shape.equals(tensor.shape) && Arrays.equals(data, tensor.data);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return "Tensor " + shape;
    }
}
