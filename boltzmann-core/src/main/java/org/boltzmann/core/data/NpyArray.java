package org.boltzmann.core.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.boltzmann.core.io.DataType;
import org.boltzmann.core.io.Tensor;
import org.boltzmann.core.linalg.Matrix;

/** One NPY array at its first element, in a file of its own or in an archive. */
final class NpyArray {

    /** So many numbers are decoded at once. */
    private static final int BLOCK = 1 << 13;

    private final DataFile file;
    private final String where;
    private final InputStream in;
    private final NpyHeader header;
    private final long elements;

    private NpyArray(DataFile file, String where, InputStream in, NpyHeader header) {
        this.file = file;
        this.where = where;
        this.in = in;
        this.header = header;
        this.elements = header.elements();
    }

    /**
     * Reads the header.
     *
     * @param file whose memory limits hold
     * @param where named in messages
     * @param available the most bytes the stream can have
     */
    static NpyArray open(DataFile file, String where, InputStream in, long available) throws IOException {
        NpyHeader header = NpyHeader.read(where, in);
        if (header.elements() * header.size() > available - header.length()) {
            throw new DataException(where + ": says that its shape is " + header.shape()
                    + " but is too short for that; it is truncated or damaged, get it or write it again");
        }
        return new NpyArray(file, where, in, header);
    }

    /**
     * The array as examples, the first axis counting them.
     *
     * @param column which column of two axes is the label
     */
    DataSet examples(LabelColumn column, CsvReader.MissingValues missing, List<String> classNames) throws IOException {
        checkAreExamples();
        List<Integer> shape = header.shape();
        int examples = shape.get(0);
        int features = (int) (elements / examples);
        int label = labelIndex(column, features);
        int kept = features - (label < 0 ? 0 : 1);
        if (kept == 0) {
            throw new DataException(where + ": has no column but the label; give an array of more");
        }
        file.checkRoom(elements);
        float[] values = new float[kept * examples];
        double[] labels = new double[label < 0 ? 0 : examples];
        forEachNumber((number, example, feature) -> {
            if (feature == label) {
                labels[example] = number;
            } else {
                int row = feature - (label >= 0 && feature > label ? 1 : 0);
                values[kept * example + row] = value(number, example, feature, missing);
            }
        });
        checkEnd();
        List<Integer> axes = shape.size() == 1 || label >= 0 ? List.of(kept) : shape.subList(1, shape.size());
        DataSet data = DataSet.of(file.name(), axes, Matrix.wrap(kept, examples, values));
        return label < 0
                ? data
                : NumberLabels.labels(labels, classNames, this::example).on(data, this::example);
    }

    private void checkAreExamples() {
        List<Integer> shape = header.shape();
        if (header.isText()) {
            throw new DataException(
                    where + ": holds texts, as labels do; give numbers as examples: a.astype(\"float32\")"
                            + " if the texts are numbers, a column of 0 and 1 for each word otherwise");
        }
        if (shape.isEmpty()) {
            throw new DataException(where + ": holds a single number; give an array of examples x features");
        }
        if (elements == 0) {
            throw new DataException(where + ": has the shape " + shape + " and so holds no "
                    + (shape.get(0) == 0 ? "examples" : "features") + "; give an array that does");
        }
    }

    private int labelIndex(LabelColumn column, int features) {
        if (header.shape().size() != 2 && column instanceof LabelColumn.At) {
            throw new DataException(where + ": has the shape " + header.shape()
                    + " but only examples x features have a column to be the label; give the labels as another array");
        }
        try {
            return column.index(List.of(), features);
        } catch (IllegalArgumentException e) {
            throw new DataException(where + ": " + e.getMessage(), e);
        }
    }

    /**
     * The array as labels, numbers or texts: one axis, or others of size 1.
     *
     * @param examples how many there must be
     */
    Labels labels(int examples, List<String> classNames) throws IOException {
        List<Integer> shape = header.shape();
        if (shape.isEmpty() || elements != shape.get(0)) {
            throw new DataException(where + ": has the shape " + shape + ", but labels have one axis"
                    + (shape.size() == 2
                            ? "; if it is one-hot, save a.argmax(axis=1)"
                            : "; give one label an example"));
        }
        if (shape.get(0) != examples) {
            throw new DataException(where + ": has " + shape.get(0) + " labels but there are " + examples
                    + " examples; give the arrays that belong together");
        }
        if (header.isText()) {
            String[] texts = new String[examples];
            byte[] bytes = new byte[header.size()];
            for (int example = 0; example < examples; example++) {
                texts[example] = text(fill(bytes, bytes.length), example).strip();
            }
            checkEnd();
            return NumberLabels.labels(texts, classNames, this::example);
        }
        double[] numbers = new double[examples];
        forEachNumber((number, example, feature) -> numbers[example] = number);
        checkEnd();
        return NumberLabels.labels(numbers, classNames, this::example);
    }

    boolean isText() {
        return header.isText();
    }

    /** The array as it is, its first axis outermost. */
    Tensor tensor() throws IOException {
        if (header.isText() || header.shape().isEmpty() || elements == 0) {
            throw new DataException(where + ": has the shape " + header.shape() + (header.isText() ? " of texts" : "")
                    + "; wanted are numbers along at least one axis");
        }
        file.checkRoom(elements);
        float[] values = new float[(int) elements];
        int features = values.length / header.shape().get(0);
        forEachNumber((number, example, feature) ->
                values[example * features + feature] = value(number, example, feature, CsvReader.MissingValues.REFUSE));
        checkEnd();
        return Tensor.of(values, header.shape());
    }

    /** The texts of an array of one axis. */
    List<String> texts() throws IOException {
        if (!header.isText() || header.shape().size() > 1) {
            throw new DataException(where + ": has the shape " + header.shape() + "; wanted are texts along one axis");
        }
        file.checkRoom(elements * header.size() / Float.BYTES);
        List<String> texts = new ArrayList<>();
        byte[] bytes = new byte[header.size()];
        for (int n = 0; n < elements; n++) {
            texts.add(text(fill(bytes, bytes.length), n));
        }
        checkEnd();
        return texts;
    }

    String example(long example) {
        return where + ", example " + example;
    }

    private String text(ByteBuffer characters, int place) {
        String text = header.kind() == 'S' ? ofBytes(characters, place) : ofCodePoints(characters, place);
        int length = text.length();
        while (length > 0 && text.charAt(length - 1) == 0) {
            length--;
        }
        return text.substring(0, length);
    }

    private String ofBytes(ByteBuffer bytes, int place) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new DataException(
                    example(place) + ": the label is not text in UTF-8; save np.char.decode(a, \"latin-1\")", e);
        }
    }

    private String ofCodePoints(ByteBuffer characters, int place) {
        StringBuilder text = new StringBuilder();
        while (characters.hasRemaining()) {
            int c = characters.getInt();
            if (c != 0
                    && (!Character.isValidCodePoint(c)
                            || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))) {
                throw new DataException(
                        example(place) + ": the label is not Unicode; it is damaged, get it or write it again");
            }
            text.appendCodePoint(c);
        }
        return text.toString();
    }

    private float value(double number, int example, int feature, CsvReader.MissingValues missing) {
        float value = (float) number;
        if (Float.isFinite(value) || (Float.isNaN(value) && missing == CsvReader.MissingValues.AS_NAN)) {
            return value;
        }
        String place = example(example) + ", feature " + feature;
        if (Float.isNaN(value)) {
            throw new DataException(place
                    + ": the value is missing (NaN); fill it in, or read missing values as NaN (data.missing=as-nan)");
        }
        throw new DataException(place + ": " + number + " is "
                + (Double.isInfinite(number) ? "infinite" : "too large for a value") + "; mend it");
    }

    /** What is done with a number and its place. */
    @FunctionalInterface
    private interface Receiver {
        void take(double number, int example, int feature);
    }

    private void forEachNumber(Receiver receiver) throws IOException {
        int[] axes = header.shape().stream().mapToInt(axis -> axis).toArray();
        int examples = axes[0];
        int features = (int) (elements / examples);
        boolean truths = header.kind() == 'b';
        double[] numbers = new double[(int) Math.min(BLOCK, elements)];
        byte[] block = new byte[numbers.length * header.size()];
        int[] index = new int[axes.length];
        int example = 0;
        int feature = 0;
        for (long left = elements; left > 0; left -= numbers.length) {
            int now = (int) Math.min(numbers.length, left);
            decode(fill(block, now * header.size()), numbers, now);
            for (int n = 0; n < now; n++) {
                if (truths) {
                    checkIsTruth(numbers[n], example, feature);
                }
                receiver.take(numbers[n], example, feature);
                if (!header.fortran()) {
                    feature++;
                    if (feature == features) {
                        feature = 0;
                        example++;
                    }
                } else if (++example == examples) {
                    example = 0;
                    feature = nextFortranFeature(feature, index, axes);
                }
            }
        }
    }

    /** Counts the further axes on, the second fastest, and says where that is with the last fastest. */
    private static int nextFortranFeature(int feature, int[] index, int[] axes) {
        int stride = 1;
        for (int axis = 2; axis < axes.length; axis++) {
            stride *= axes[axis];
        }
        int next = feature;
        for (int axis = 1; axis < axes.length; axis++) {
            index[axis]++;
            next += stride;
            if (index[axis] < axes[axis]) {
                return next;
            }
            next -= index[axis] * stride;
            index[axis] = 0;
            stride /= axis + 1 < axes.length ? axes[axis + 1] : 1;
        }
        return next;
    }

    private void decode(ByteBuffer from, double[] numbers, int count) {
        switch (header.kind() + "" + header.size()) {
            case "f2" -> fillWith(numbers, count, () -> DataType.half(from.getShort()));
            case "f4" -> fillWith(numbers, count, from::getFloat);
            case "f8" -> fillWith(numbers, count, from::getDouble);
            case "u1" -> fillWith(numbers, count, () -> from.get() & 0xff);
            case "i2" -> fillWith(numbers, count, from::getShort);
            case "u2" -> fillWith(numbers, count, () -> from.getShort() & 0xffff);
            case "i4" -> fillWith(numbers, count, from::getInt);
            case "u4" -> fillWith(numbers, count, () -> from.getInt() & 0xffff_ffffL);
            case "i8" -> fillWith(numbers, count, from::getLong);
            case "u8" -> fillWith(numbers, count, () -> unsigned(from.getLong()));
            default -> fillWith(numbers, count, from::get);
        }
    }

    private static void fillWith(double[] numbers, int count, DoubleSupplier next) {
        for (int n = 0; n < count; n++) {
            numbers[n] = next.getAsDouble();
        }
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }

    private void checkIsTruth(double value, int example, int feature) {
        if (value != 0 && value != 1) {
            throw new DataException(example(example) + ", feature " + feature + ": the truth value is " + (int) value
                    + ", neither 0 nor 1; it is damaged, get it or write it again");
        }
    }

    private ByteBuffer fill(byte[] block, int bytes) throws IOException {
        if (in.readNBytes(block, 0, bytes) < bytes) {
            throw new EOFException();
        }
        return ByteBuffer.wrap(block, 0, bytes).order(header.order());
    }

    private void checkEnd() throws IOException {
        if (in.read() >= 0) {
            throw new DataException(where + ": goes on after the last value its header promises; it is damaged, get it"
                    + " or write it again");
        }
    }
}
