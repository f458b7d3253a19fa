package org.boltzmann.core.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.io.Tensor;

/**
 * All arrays of an NPZ file, by name.
 *
 * @param numbers arrays of numbers
 * @param texts arrays of texts, of one axis
 */
public record NpzArchive(Map<String, Tensor> numbers, Map<String, List<String>> texts) {

    public NpzArchive {
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        for (String name : texts.keySet()) {
            if (numbers.containsKey(name)) {
                throw new IllegalArgumentException("two arrays are named " + name);
            }
        }
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @return its arrays; numbers of 16 to 64 bits become 32-bit floats
     * @throws DataException as {@link NpzReader#readAll} says
     */
    public static NpzArchive read(Path file) {
        return NpzReader.readAll(file);
    }

    /**
     * Writes the file, which NumPy's {@code np.load} reads; the same arrays give the same bytes.
     *
     * @param file where to; its directory exists
     * @throws IOException if it cannot be written; an old file then stays
     */
    public void write(Path file) throws IOException {
        NpzWriter.write(file, this);
    }
}
