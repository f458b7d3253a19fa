package org.boltzmann.core.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.boltzmann.core.linalg.Matrix;

/**
 * Reads IDX files of unsigned bytes, plain or gzip: pictures, and the labels that go with them.
 *
 * <p>The format is that of the MNIST data set: two zero bytes, a type code (0x08 for unsigned bytes), the number of axes, the
 * size of each axis in four bytes, most significant first, then the bytes, the last axis fastest. The first axis counts
 * examples. Sizes are checked against the length of the file before anything is allocated.
 *
 * <p>Construction is refused with an {@link IllegalArgumentException} if the divisor is not positive and finite.
 *
 * @param divisor what every byte is divided by: 255 for values 0 to 1, 1 for the bytes as they are
 */
public record IdxReader(float divisor) {

    private static final int UNSIGNED_BYTES = 0x08;
    private static final int LARGEST_AXES = 8;
    private static final int BLOCK = 1 << 16;

    public IdxReader {
        if (!(divisor > 0 && divisor < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("bytes must be divided by a positive number but it is " + divisor);
        }
    }

    /**
     * Reads grey values, 0 to 1.
     *
     * @return the reader
     */
    public static IdxReader scaled() {
        return new IdxReader(255);
    }

    /**
     * Reads the bytes as they are, 0 to 255.
     *
     * @return the reader
     */
    public static IdxReader raw() {
        return new IdxReader(1);
    }

    /**
     * Whether a file begins like an IDX file, of whatever type.
     *
     * @param file a file, plain or gzip
     * @return true if so; false also if it is too short or damaged
     * @throws DataException if there is no such file
     */
    public static boolean recognises(Path file) {
        byte[] magic = DataFile.of(file).start();
        return magic.length >= 4
                && magic[0] == 0
                && magic[1] == 0
                && magic[2] >= 0x08
                && magic[2] <= 0x0e
                && magic[3] > 0;
    }

    /**
     * Reads examples without labels.
     *
     * @param examples a file of at least two axes
     * @return one column an example, in the shape of the further axes
     * @throws DataException if the file is missing, damaged, too large or not of this format
     */
    public DataSet read(Path examples) {
        DataFile file = DataFile.of(examples);
        try (InputStream in = file.open()) {
            int[] axes = readHeader(file, in);
            if (axes.length < 2) {
                throw new DataException(file + ": holds one axis of " + axes[0]
                        + " numbers, as labels do; give the file of examples here");
            }
            List<Integer> shape = new ArrayList<>();
            int features = 1;
            for (int k = 1; k < axes.length; k++) {
                shape.add(axes[k]);
                features *= axes[k];
            }
            file.checkRoom((long) features * axes[0]);
            Matrix values = Matrix.zeros(features, axes[0]);
            fillValues(in, values.data());
            checkEnd(file, in);
            return DataSet.of(file.name(), shape, values);
        } catch (IOException e) {
            throw file.refused(e);
        } catch (OutOfMemoryError e) {
            throw file.refused(e);
        }
    }

    /**
     * Reads examples and their labels.
     *
     * @param examples a file of at least two axes
     * @param labels a file of one axis, as long
     * @param classes the number of classes
     * @return one column an example
     * @throws DataException if a file is refused, their lengths differ or a label is not below the number of classes
     */
    public DataSet read(Path examples, Path labels, int classes) {
        DataSet data = read(examples);
        int[] numbers = readLabels(labels);
        if (numbers.length != data.size()) {
            throw new DataException(labels + ": has " + numbers.length + " labels but " + examples + " has "
                    + data.size() + " examples; give the files that belong together");
        }
        for (int example = 0; example < numbers.length; example++) {
            if (numbers[example] >= classes) {
                throw new DataException(labels + ": label " + example + " is " + numbers[example] + " but there are "
                        + classes + " classes, counted from 0; give a larger number of classes or the right file");
            }
        }
        return data.withLabels(numbers, classes);
    }

    /**
     * Reads examples and their labels; there are as many classes as the largest label says.
     *
     * @param examples a file of at least two axes
     * @param labels a file of one axis, as long
     * @return one column an example
     * @throws DataException if a file is refused or their lengths differ
     */
    public DataSet read(Path examples, Path labels) {
        return read(
                examples, labels, 1 + Arrays.stream(readLabels(labels)).max().orElse(0));
    }

    /**
     * Reads labels.
     *
     * @param labels a file of one axis
     * @return the labels, 0 to 255
     * @throws DataException if the file is missing, damaged, too large or not of this format
     */
    public static int[] readLabels(Path labels) {
        DataFile file = DataFile.of(labels);
        try (InputStream in = file.open()) {
            int[] axes = readHeader(file, in);
            if (axes.length != 1) {
                throw new DataException(file + ": has " + axes.length
                        + " axes, as examples do; give the file of labels here, which has one");
            }
            file.checkRoom(axes[0]);
            float[] values = new float[axes[0]];
            raw().fillValues(in, values);
            checkEnd(file, in);
            int[] numbers = new int[values.length];
            Arrays.setAll(numbers, i -> (int) values[i]);
            return numbers;
        } catch (IOException e) {
            throw file.refused(e);
        } catch (OutOfMemoryError e) {
            throw file.refused(e);
        }
    }

    private static int[] readHeader(DataFile file, InputStream in) throws IOException {
        byte[] magic = in.readNBytes(4);
        if (magic.length < 4 || magic[0] != 0 || magic[1] != 0) {
            throw new DataException(file + ": is not an IDX file, which begins with two zero bytes; check the name");
        }
        if (magic[2] != UNSIGNED_BYTES) {
            throw new DataException(String.format(
                    "%s: holds numbers of type 0x%02x but only unsigned bytes (0x08) are read; convert it, for example to CSV",
                    file, magic[2]));
        }
        int count = magic[3] & 0xff;
        if (count == 0 || count > LARGEST_AXES) {
            throw new DataException(
                    file + ": has " + count + " axes but 1 to " + LARGEST_AXES + " are read; get it again");
        }
        byte[] sizes = in.readNBytes(4 * count);
        if (sizes.length < 4 * count) {
            throw new EOFException();
        }
        int[] axes = new int[count];
        ByteBuffer.wrap(sizes).asIntBuffer().get(axes);
        checkAxes(file, axes);
        return axes;
    }

    private static void checkAxes(DataFile file, int[] axes) {
        long features = 1;
        for (int k = 0; k < axes.length; k++) {
            if (axes[k] < 0 || (k > 0 && axes[k] == 0)) {
                throw new DataException(file + ": says that its axes are " + Arrays.toString(axes)
                        + ", which cannot be; it is damaged, get it again");
            }
            features = k == 0 ? 1 : features * axes[k];
            if (features > Integer.MAX_VALUE) {
                throw tooShort(file, axes);
            }
        }
        int header = 4 + 4 * axes.length;
        if (features * axes[0] > file.largestContent() - header) {
            throw tooShort(file, axes);
        }
    }

    private static DataException tooShort(DataFile file, int[] axes) {
        return new DataException(file + ": says that its axes are " + Arrays.toString(axes)
                + " but is too short for that; it is truncated or damaged, get it again");
    }

    private void fillValues(InputStream in, float[] values) throws IOException {
        float[] valueOf = new float[256];
        for (int b = 0; b < valueOf.length; b++) {
            valueOf[b] = b / divisor;
        }
        byte[] block = new byte[BLOCK];
        int filled = 0;
        while (filled < values.length) {
            int read = in.readNBytes(block, 0, Math.min(BLOCK, values.length - filled));
            if (read == 0) {
                throw new EOFException();
            }
            for (int i = 0; i < read; i++) {
                values[filled++] = valueOf[block[i] & 0xff];
            }
        }
    }

    private static void checkEnd(DataFile file, InputStream in) throws IOException {
        if (in.read() >= 0) {
            throw new DataException(
                    file + ": goes on after the last value its header promises; it is damaged, get it again");
        }
    }
}
