package org.boltzmann.core.linalg;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A column-major matrix of 32-bit floats, or a view of a block of rows or columns of one.
 *
 * <p>Element (i, j) lies at {@code data()[offset() + i + j * stride()]}. In a matrix of configurations a row is a unit and a
 * column one configuration of the batch; a parameter of three or more axes is a matrix whose columns run over its second and
 * further axes, the second fastest. Views share the array of the matrix they are taken from and remember, as {@link #firstRow()}
 * and {@link #firstColumn()}, where in it they begin, so that work cut into blocks can still find what belongs to a unit.
 *
 * <p>The class holds numbers and knows nothing of arithmetic: that is the business of {@link Kernels} and {@link Passes}.
 */
public final class Matrix {

    private final float[] data;
    private final int offset;
    private final int rows;
    private final int columns;
    private final int stride;
    private final int firstRow;
    private final int firstColumn;
    private Tiles tiles;

    private Matrix(float[] data, int offset, int rows, int columns, int stride, int firstRow, int firstColumn) {
        this.data = data;
        this.offset = offset;
        this.rows = rows;
        this.columns = columns;
        this.stride = stride;
        this.firstRow = firstRow;
        this.firstColumn = firstColumn;
    }

    /**
     * A new matrix of zeros.
     *
     * @param rows number of rows, not negative
     * @param columns number of columns, not negative
     * @return rows x columns zeros
     * @throws IllegalArgumentException if a size is negative or the product exceeds what one array holds
     */
    public static Matrix zeros(int rows, int columns) {
        return wrap(rows, columns, new float[length(rows, columns)]);
    }

    /**
     * A matrix that uses the given array, without a copy.
     *
     * @param rows number of rows
     * @param columns number of columns
     * @param data the elements, column by column
     * @return a matrix backed by {@code data}
     * @throws IllegalArgumentException if the array's length is not rows x columns
     */
    public static Matrix wrap(int rows, int columns, float[] data) {
        int length = length(rows, columns);
        if (data.length != length) {
            throw new IllegalArgumentException("a " + rows + "x" + columns + " matrix has " + length
                    + " elements but the array has " + data.length);
        }
        return new Matrix(data, 0, rows, columns, rows, 0, 0);
    }

    private static int length(int rows, int columns) {
        if (rows < 0 || columns < 0 || (long) rows * columns > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("cannot make a matrix of " + rows + "x" + columns);
        }
        return rows * columns;
    }

    /**
     * The array behind this matrix.
     *
     * @return the array itself, shared by all views; this matrix begins at {@link #offset()}
     */
    public float[] data() {
        return data;
    }

    /**
     * Where this matrix begins in its array.
     *
     * @return index of element (0, 0)
     */
    public int offset() {
        return offset;
    }

    /**
     * Number of rows.
     *
     * @return number of rows (units)
     */
    public int rows() {
        return rows;
    }

    /**
     * Number of columns.
     *
     * @return number of columns (configurations)
     */
    public int columns() {
        return columns;
    }

    /**
     * Distance in the array between neighbours in a row.
     *
     * @return the leading dimension; {@code rows()} where the matrix is not a view of rows
     */
    public int stride() {
        return stride;
    }

    /**
     * The row of the underlying matrix that is row 0 of this view.
     *
     * @return 0 for a matrix that is not a view of rows
     */
    public int firstRow() {
        return firstRow;
    }

    /**
     * The column of the underlying matrix that is column 0 of this view.
     *
     * @return 0 for a matrix that is not a view of columns
     */
    public int firstColumn() {
        return firstColumn;
    }

    /**
     * Whether the elements lie side by side.
     *
     * @return true if the matrix has no gap between its columns
     */
    public boolean isContiguous() {
        return stride == rows || columns <= 1;
    }

    /**
     * Index in the array where a column begins.
     *
     * @param column 0 to columns - 1
     * @return {@code offset() + column * stride()}
     */
    public int columnStart(int column) {
        return offset + column * stride;
    }

    /**
     * One element.
     *
     * @param row its row
     * @param column its column
     * @return the element
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public float get(int row, int column) {
        return data[index(row, column)];
    }

    /**
     * Sets one element.
     *
     * @param row its row
     * @param column its column
     * @param value the new value
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public void set(int row, int column, float value) {
        data[index(row, column)] = value;
    }

    private int index(int row, int column) {
        if (row < 0 || row >= rows || column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException(
                    "(" + row + ", " + column + ") in a " + rows + "x" + columns + " matrix");
        }
        return offset + row + column * stride;
    }

    /**
     * A view of neighbouring columns.
     *
     * @param from first column
     * @param to column after the last
     * @return a view sharing this matrix's array
     * @throws IndexOutOfBoundsException if the range is not within the matrix
     */
    public Matrix columns(int from, int to) {
        checkRange(from, to, columns, "columns");
        return new Matrix(data, offset + from * stride, rows, to - from, stride, firstRow, firstColumn + from);
    }

    /**
     * A view of neighbouring rows.
     *
     * @param from first row
     * @param to row after the last
     * @return a view sharing this matrix's array
     * @throws IndexOutOfBoundsException if the range is not within the matrix
     */
    public Matrix rows(int from, int to) {
        checkRange(from, to, rows, "rows");
        return new Matrix(data, offset + from, to - from, columns, stride, firstRow + from, firstColumn);
    }

    private void checkRange(int from, int to, int size, String what) {
        if (from < 0 || to < from || to > size) {
            throw new IndexOutOfBoundsException(
                    what + " " + from + " to " + to + " of a " + rows + "x" + this.columns + " matrix");
        }
    }

    /**
     * A copy with an array of its own.
     *
     * @return a contiguous matrix with equal elements
     */
    public Matrix copy() {
        Matrix copy = zeros(rows, columns);
        copy.set(this);
        return copy;
    }

    /**
     * Copies another matrix's elements into this one.
     *
     * @param other a matrix of the same shape
     * @throws IllegalArgumentException if the shapes differ
     */
    public void set(Matrix other) {
        checkSameShape(other);
        if (isContiguous() && other.isContiguous()) {
            System.arraycopy(other.data, other.offset, data, offset, rows * columns);
            return;
        }
        for (int j = 0; j < columns; j++) {
            System.arraycopy(other.data, other.columnStart(j), data, columnStart(j), rows);
        }
    }

    /**
     * Sets every element to one value.
     *
     * @param value the value
     */
    public void fill(float value) {
        if (isContiguous()) {
            Arrays.fill(data, offset, offset + rows * columns, value);
            return;
        }
        for (int j = 0; j < columns; j++) {
            Arrays.fill(data, columnStart(j), columnStart(j) + rows, value);
        }
    }

    private record Tiles(Partition partition, int multiple, List<Matrix> views) {}

    /**
     * Views that together are this matrix, as a partition cuts it. They are made once and kept.
     *
     * @param partition how
     * @param multiple rows of a tile begin at multiples of it
     * @return at least one view, in order
     */
    public List<Matrix> tiles(Partition partition, int multiple) {
        Tiles known = tiles;
        if (known == null || !known.partition.equals(partition) || known.multiple != multiple) {
            known = new Tiles(partition, multiple, cut(partition.count(rows, columns), multiple));
            tiles = known;
        }
        return known.views;
    }

    private List<Matrix> cut(int count, int multiple) {
        boolean byColumns = Partition.byColumns(columns);
        int size = byColumns ? columns : rows;
        return IntStream.range(0, count)
                .mapToObj(tile -> {
                    int from = Partition.start(size, count, tile, byColumns ? 1 : multiple);
                    int to = Partition.start(size, count, tile + 1, byColumns ? 1 : multiple);
                    return byColumns ? columns(from, to) : rows(from, to);
                })
                .toList();
    }

    /**
     * Checks that another matrix has this one's shape.
     *
     * @param other the other matrix
     * @throws IllegalArgumentException if it has not
     */
    public void checkSameShape(Matrix other) {
        if (rows != other.rows || columns != other.columns) {
            throw new IllegalArgumentException(
                    "shapes differ: " + rows + "x" + columns + " and " + other.rows + "x" + other.columns);
        }
    }

    @Override
    public String toString() {
        return "Matrix " + rows + "x" + columns;
    }
}
