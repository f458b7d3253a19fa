package org.boltzmann.core.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.boltzmann.core.linalg.Matrix;

/**
 * Reads IDX files, plain or gzip: pictures or other examples, and the labels that go with them.
 *
 * <p>The format is that of the MNIST data set: two zero bytes, a type code (0x08 unsigned bytes, 0x09 signed bytes, 0x0b integers of 16
 * bits, 0x0c of 32 bits, 0x0d numbers of 32 bits, 0x0e of 64 bits), the number of axes, the size of each axis in four bytes, then the
 * numbers, the last axis fastest; most significant byte first. The first axis counts examples. Sizes are checked against the length of
 * the file before anything is allocated.
 *
 * <p>Unsigned bytes are divided, other numbers are kept as they are. NaN is a missing value: refused, unless asked for. Labels are whole
 * numbers and are numbered as {@link NpyReader} does it.
 *
 * <p>Construction is refused with an {@link IllegalArgumentException} if the divisor is not positive and finite.
 *
 * @param divisor what every unsigned byte is divided by: 255 for values 0 to 1, 1 for the bytes as they are
 * @param missing what becomes of NaN
 * @param classNames the classes labels may name, in order; empty to find them in the file
 */
public record IdxReader(float divisor, CsvReader.MissingValues missing, List<String> classNames) {

    private static final int UNSIGNED_BYTES = 0x08;
    private static final Map<Integer, Integer> SIZES =
            Map.of(UNSIGNED_BYTES, 1, 9, 1, 0x0b, 2, 0x0c, 4, 0x0d, 4, 0x0e, 8);
    private static final int LARGEST_AXES = 32;
    private static final int BLOCK = 1 << 16;

    /** What a file says of itself before its numbers. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Header(int type, int[] axes) {

        int size() {
            return SIZES.get(type);
        }

        int features() {
            return Arrays.stream(axes).skip(1).reduce(1, (a, b) -> a * b);
        }

        boolean isReal() {
            return type >= 0x0d;
        }
    }

    public IdxReader {
        if (!(divisor > 0 && divisor < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("bytes must be divided by a positive number but it is " + divisor);
        }
        classNames = List.copyOf(classNames);
    }

    /**
     * Reads grey values, 0 to 1; missing values refused.
     *
     * @return the reader
     */
    public static IdxReader scaled() {
        return new IdxReader(255, CsvReader.MissingValues.REFUSE, List.of());
    }

    /**
     * Reads the bytes as they are, 0 to 255; missing values refused.
     *
     * @return the reader
     */
    public static IdxReader raw() {
        return new IdxReader(1, CsvReader.MissingValues.REFUSE, List.of());
    }

    /**
     * The same with missing values treated otherwise.
     *
     * @param missing what becomes of them
     * @return the reader
     */
    public IdxReader withMissing(CsvReader.MissingValues missing) {
        return new IdxReader(divisor, missing, classNames);
    }

    /**
     * The same with the classes known beforehand.
     *
     * @param classNames the classes in order; any other label is refused; where none of them is a number, labels count them from 0
     * @return the reader
     */
    public IdxReader withClassNames(List<String> classNames) {
        return new IdxReader(divisor, missing, classNames);
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
     * @param examples a file of at least two axes, or of one axis of real numbers, each an example
     * @return one column an example, in the shape of the further axes
     * @throws DataException if the file is missing, damaged, too large or not of this format, or a value is missing or infinite: with the
     *     example and the feature, both counted from 0
     */
    public DataSet read(Path examples) {
        return reading(examples, (file, header, in) -> {
            int[] axes = header.axes();
            if (axes.length < 2 && !header.isReal()) {
                throw new DataException(file + ": holds one axis of " + axes[0]
                        + " numbers, as labels do; give the file of examples here");
            }
            int features = header.features();
            file.checkRoom((long) features * axes[0]);
            float[] values = new float[features * axes[0]];
            if (header.type() == UNSIGNED_BYTES) {
                fillGrey(in, values);
            } else {
                forEachNumber(in, header, values.length, (n, number) -> values[n] = value(file, number, n, features));
            }
            List<Integer> shape = axes.length == 1
                    ? List.of(1)
                    : Arrays.stream(axes).skip(1).boxed().toList();
            return DataSet.of(file.name(), shape, Matrix.wrap(features, axes[0], values));
        });
    }

    /**
     * Reads examples and their labels.
     *
     * @param examples a file of at least two axes
     * @param labels a file of one axis, as long
     * @return one column an example
     * @throws DataException if a file is refused, their lengths differ or a label is none of the classes
     */
    public DataSet read(Path examples, Path labels) {
        DataSet data = read(examples);
        return reading(labels, (file, header, in) -> {
            int[] axes = header.axes();
            if (axes.length != 1) {
                throw new DataException(file + ": has " + axes.length
                        + " axes, as examples do; give the file of labels here, which has one");
            }
            if (axes[0] != data.size()) {
                throw new DataException(labels + ": has " + axes[0] + " labels but " + examples + " has " + data.size()
                        + " examples; give the files that belong together");
            }
            double[] numbers = new double[axes[0]];
            forEachNumber(in, header, numbers.length, (n, number) -> numbers[n] = number);
            LongFunction<String> where = n -> file + ", label " + n;
            boolean counted = !classNames.isEmpty() && classNames.stream().noneMatch(name -> name.matches("-?[0-9]+"));
            List<String> classes = counted
                    ? IntStream.range(0, classNames.size())
                            .mapToObj(Integer::toString)
                            .toList()
                    : classNames;
            DataSet labelled = NumberLabels.labels(numbers, classes, where).on(data, where);
            return counted && labelled.isLabelled() ? labelled.withLabels(labelled.labels(), classNames) : labelled;
        });
    }

    /** What is made of a file behind its header. */
    @FunctionalInterface
    private interface Reading {
        DataSet of(DataFile file, Header header, InputStream in) throws IOException;
    }

    private static DataSet reading(Path path, Reading reading) {
        DataFile file = DataFile.of(path);
        try (InputStream in = file.open()) {
            DataSet data = reading.of(file, header(file, in), in);
            if (in.read() >= 0) {
                throw new DataException(
                        file + ": goes on after the last value its header promises; it is damaged, get it again");
            }
            return data;
        } catch (IOException e) {
            throw file.refused(e);
        } catch (OutOfMemoryError e) {
            throw file.refused(e);
        }
    }

    private static Header header(DataFile file, InputStream in) throws IOException {
        byte[] magic = in.readNBytes(4);
        if (magic.length < 4 || magic[0] != 0 || magic[1] != 0) {
            throw new DataException(file + ": is not an IDX file, which begins with two zero bytes; check the name");
        }
        if (!SIZES.containsKey((int) magic[2])) {
            throw new DataException(String.format(
                    "%s: holds numbers of type 0x%02x, which IDX does not know; it is damaged, get it again",
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
        Header header = new Header(magic[2], axes);
        if (!fits(file, header)) {
            int[] reversed = Arrays.stream(axes).map(Integer::reverseBytes).toArray();
            String says = file + ": says that its axes are " + Arrays.toString(axes);
            throw new DataException(
                    isPossible(reversed) && fits(file, new Header(header.type(), reversed))
                            ? says + ", which are " + Arrays.toString(reversed)
                                    + " with the bytes of each the other way round; IDX has the most significant byte first, write it so"
                            : isPossible(axes)
                                    ? says + " but is too short for that; it is truncated or damaged, get it again"
                                    : says + ", which cannot be; it is damaged, get it again");
        }
        return header;
    }

    private static boolean isPossible(int[] axes) {
        return axes[0] >= 0 && Arrays.stream(axes).skip(1).allMatch(axis -> axis > 0);
    }

    /** Whether the content can be as long as the axes say. */
    private static boolean fits(DataFile file, Header header) {
        int[] axes = header.axes();
        long features = 1;
        for (int k = 1; k < axes.length && isPossible(axes); k++) {
            features *= axes[k];
            if (features > Integer.MAX_VALUE) {
                return false;
            }
        }
        long most = (file.largestContent() - 4 - 4L * axes.length) / header.size();
        return isPossible(axes) && features * axes[0] <= most;
    }

    private void fillGrey(InputStream in, float[] values) throws IOException {
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

    private float value(DataFile file, double number, int at, int features) {
        float value = (float) number;
        if (Float.isFinite(value) || (Float.isNaN(value) && missing == CsvReader.MissingValues.AS_NAN)) {
            return value;
        }
        String place = file + ", example " + at / features + ", feature " + at % features;
        throw new DataException(
                Float.isNaN(value)
                        ? place
                                + ": the value is missing (NaN); fill it in, or read missing values as NaN (data.missing=as-nan)"
                        : place + ": " + number + " is "
                                + (Double.isInfinite(number) ? "infinite" : "too large for a value") + "; mend it");
    }

    /** What is done with a number and its place. */
    @FunctionalInterface
    private interface Receiver {
        void take(int place, double number);
    }

    private static void forEachNumber(InputStream in, Header header, int count, Receiver receiver) throws IOException {
        byte[] block = new byte[BLOCK];
        for (int done = 0; done < count; ) {
            int now = Math.min(BLOCK / header.size(), count - done);
            if (in.readNBytes(block, 0, now * header.size()) < now * header.size()) {
                throw new EOFException();
            }
            ByteBuffer numbers = ByteBuffer.wrap(block);
            for (int n = done; n < done + now; n++) {
                receiver.take(
                        n,
                        switch (header.type()) {
                            case UNSIGNED_BYTES -> numbers.get() & 0xff;
                            case 0x09 -> numbers.get();
                            case 0x0b -> numbers.getShort();
                            case 0x0c -> numbers.getInt();
                            case 0x0d -> numbers.getFloat();
                            default -> numbers.getDouble();
                        });
            }
            done += now;
        }
    }
}
