package org.boltzmann.core.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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
     * Reads all arrays of a file.
     *
     * @param file the file
     * @return its arrays; numbers of 16 to 64 bits become 32-bit floats
     * @throws DataException if the file is missing, damaged, too large or of another kind, an array has no axis or no element, or a value is
     *     missing or infinite
     */
    public static NpzArchive read(Path file) {
        return NpzReader.readAll(file, name -> true);
    }

    /**
     * Reads some arrays of a file.
     *
     * @param file the file
     * @param wanted which, by name; the others are not looked at, and may be of any kind
     * @return those there are
     * @throws DataException as {@link #read(Path)} says
     */
    public static NpzArchive read(Path file, Predicate<String> wanted) {
        return NpzReader.readAll(file, wanted);
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
