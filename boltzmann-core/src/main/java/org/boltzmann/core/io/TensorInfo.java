package org.boltzmann.core.io;

import java.util.List;

/**
 * What a file's header says of one tensor.
 *
 * @param name its name
 * @param type how its numbers lie in the file
 * @param shape its sizes, slowest axis first; empty for a scalar
 * @param begin where its bytes begin, counted from the end of the header
 * @param end where they end
 */
public record TensorInfo(String name, DataType type, List<Integer> shape, long begin, long end) {

    /** Keeps the shape from being changed. */
    public TensorInfo {
        shape = List.copyOf(shape);
    }

    /**
     * Number of elements.
     *
     * @return the product of the sizes
     */
    public int elements() {
        return (int) ((end - begin) / type.bytes());
    }
}
