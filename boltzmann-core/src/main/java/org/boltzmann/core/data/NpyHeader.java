package org.boltzmann.core.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.boltzmann.core.Excerpt;

/**
 * What an NPY array says of itself before its numbers. The header is a Python dictionary; it is read by a parser of just these
 * three entries and never evaluated.
 *
 * @param length bytes before the first element
 * @param kind {@code f}, {@code i}, {@code u}, {@code b}, or {@code U} and {@code S} for texts
 * @param size bytes of one element
 * @param order of the bytes of one element
 * @param fortran whether the first axis is the fastest instead of the last
 * @param shape the sizes of the axes
 */
record NpyHeader(int length, char kind, int size, ByteOrder order, boolean fortran, List<Integer> shape) {

    private static final int[] MAGIC = {0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST = 1 << 16;
    private static final int MOST_AXES = 32;
    private static final int LONGEST_TEXT = 10_000;
    private static final Set<String> NUMBERS =
            Set.of("f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1");
    /** One-letter types of NumPy, each followed by what it is called with its size. */
    private static final String LETTERS = " ?b1 bi1 Bu1 hi2 Hu2 ii4 Iu4 qi8 Qu8 ef2 ff4 df8 ";

    private static final Pattern NAME = Pattern.compile("(float|int|uint)(8|16|32|64)");
    private static final String DAMAGED = "; it is damaged, get it or write it again";
    private static final String AS_NUMBERS = "; save numbers instead, as by np.save(file, a.astype(\"float32\"))";

    static boolean begins(byte[] start) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (start.length <= i || (start[i] & 0xff) != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    /** Number of elements, at most what a long holds: the parser sees to that. */
    long elements() {
        return shape.stream().mapToLong(axis -> axis).reduce(1, (a, b) -> a * b);
    }

    boolean isText() {
        return kind == 'U' || kind == 'S';
    }

    /**
     * Reads the header; the stream is then at the first element.
     *
     * @param where named in messages
     * @throws DataException if it is not as it should be
     */
    static NpyHeader read(String where, InputStream in) throws IOException {
        byte[] start = exactly(in, MAGIC.length + 2);
        if (!begins(start)) {
            throw new DataException(where + ": is not an NPY file, which begins with \\x93NUMPY; check the name");
        }
        int version = start[MAGIC.length];
        if (version < 1 || version > 3 || start[MAGIC.length + 1] != 0) {
            throw new DataException(where + ": is of NPY version " + version + "." + start[MAGIC.length + 1]
                    + " but 1.0, 2.0 and 3.0 are read" + AS_NUMBERS);
        }
        byte[] lengthBytes = exactly(in, version == 1 ? 2 : 4);
        long length = 0;
        for (int i = lengthBytes.length - 1; i >= 0; i--) {
            length = length << 8 | (lengthBytes[i] & 0xff);
        }
        if (length > LONGEST) {
            throw new DataException(where + ": says that its header has " + length + " bytes but at most " + LONGEST
                    + " are read" + DAMAGED);
        }
        int before = start.length + lengthBytes.length + (int) length;
        return new Parser(where, before, new String(exactly(in, (int) length), StandardCharsets.ISO_8859_1)).header();
    }

    private static byte[] exactly(InputStream in, int bytes) throws IOException {
        byte[] read = in.readNBytes(bytes);
        if (read.length < bytes) {
            throw new EOFException();
        }
        return read;
    }

    /** Of <code>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (3, 4), }</code>, in any order, blanks where you like. */
    private static final class Parser {

        private final String where;
        private final int length;
        private final String text;
        private int at;

        Parser(String where, int length, String text) {
            this.where = where;
            this.length = length;
            this.text = text;
        }

        NpyHeader header() {
            Optional<String> type = Optional.empty();
            Optional<Boolean> fortran = Optional.empty();
            Optional<List<Integer>> shape = Optional.empty();
            expect('{');
            while (!taken('}')) {
                String key = string();
                expect(':');
                boolean twice = switch (key) {
                    case "descr" -> type.isPresent();
                    case "fortran_order" -> fortran.isPresent();
                    case "shape" -> shape.isPresent();
                    default -> throw refuse("has the unknown entry \"" + Excerpt.of(key) + "\"" + DAMAGED);
                };
                if (twice) {
                    throw refuse("has the entry \"" + key + "\" twice" + DAMAGED);
                }
                switch (key) {
                    case "descr" -> type = Optional.of(type());
                    case "fortran_order" -> fortran = Optional.of(truth());
                    default -> shape = Optional.of(shape());
                }
                if (!taken(',')) {
                    expect('}');
                    break;
                }
            }
            skipBlanks();
            if (at < text.length()) {
                throw refuse("goes on after its dictionary" + DAMAGED);
            }
            if (type.isEmpty() || fortran.isEmpty() || shape.isEmpty()) {
                throw refuse("lacks descr, fortran_order or shape" + DAMAGED);
            }
            return header(type.get(), fortran.get(), shape.get());
        }

        private NpyHeader header(String type, boolean fortran, List<Integer> shape) {
            boolean ordered = !type.isEmpty() && "<>=|".indexOf(type.charAt(0)) >= 0;
            String what = code(ordered ? type.substring(1) : type);
            boolean text = what.matches("[USa][0-9]{1,9}");
            if (what.equals("O")) {
                throw refuse("is of Python objects (dtype O), which are never loaded; save numbers as"
                        + " a.astype(\"float32\"), texts as a.astype(str)");
            }
            if (!NUMBERS.contains(what) && !text) {
                throw refuse("is of dtype \"" + Excerpt.of(type) + "\""
                        + (what.isEmpty() ? AS_NUMBERS : instead(what.charAt(0))));
            }
            int width = what.charAt(0) == 'U' ? 4 : 1;
            long size = width * Long.parseLong(what.substring(1));
            if (text && (size == 0 || size > (long) width * LONGEST_TEXT)) {
                throw refuse("is of texts of " + size / width + " characters but 1 to " + LONGEST_TEXT
                        + " are read; save shorter ones, or numbers");
            }
            return new NpyHeader(
                    length,
                    what.charAt(0) == 'a' ? 'S' : what.charAt(0),
                    (int) size,
                    type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                    fortran,
                    shape);
        }

        /** NumPy has several spellings of a type. */
        private static String code(String type) {
            int letter = type.length() == 1 ? LETTERS.indexOf(" " + type) : -1;
            if (letter >= 0) {
                return LETTERS.substring(letter + 2, letter + 4);
            }
            Matcher name = NAME.matcher(type);
            return name.matches() ? name.group(1).charAt(0) + "" + Integer.parseInt(name.group(2)) / 8 : type;
        }

        /** What such an array is, and how to save it so that it is read. */
        private static String instead(char kind) {
            return switch (kind) {
                case 'c' -> " (complex numbers), which is not read; save a.real, a.imag or abs(a)";
                case 'V' ->
                    " (bytes without a type), which is not read; save its bytes, as by a.view(\"uint8\").reshape(len(a), -1)";
                case 'M', 'm' -> " (times), which is not read" + AS_NUMBERS;
                default -> ", but floating-point numbers, integers and truth values are read" + AS_NUMBERS;
            };
        }

        private String type() {
            skipBlanks();
            if (at < text.length() && (text.charAt(at) == '[' || text.charAt(at) == '(' || text.charAt(at) == '{')) {
                throw refuse("is of a structured dtype, with several fields; save plain numbers instead, as by"
                        + " np.save(file, numpy.lib.recfunctions.structured_to_unstructured(a))");
            }
            return string();
        }

        private boolean truth() {
            skipBlanks();
            for (boolean value : new boolean[] {true, false}) {
                String word = value ? "True" : "False";
                if (text.startsWith(word, at)) {
                    at += word.length();
                    return value;
                }
            }
            throw refuse("has a fortran_order that is neither True nor False" + DAMAGED);
        }

        private List<Integer> shape() {
            List<Integer> shape = new ArrayList<>();
            long product = 1;
            expect('(');
            while (!taken(')')) {
                int axis = number();
                shape.add(axis);
                product = Math.max(product, 1) * axis; // an axis of 0 must not hide that the others are too large
                if (product > Integer.MAX_VALUE || shape.size() > MOST_AXES) {
                    throw refuse("has the shape " + shape + (shape.size() > MOST_AXES ? "..." : "")
                            + ", which is too large; save fewer examples in a file");
                }
                if (!taken(',')) {
                    if (shape.size() == 1) {
                        throw refuse("has a shape that is no tuple" + DAMAGED);
                    }
                    expect(')');
                    break;
                }
            }
            return shape;
        }

        /** Digits, as Python writes them: between them an underscore may stand, after them the L of Python 2. */
        private int number() {
            skipBlanks();
            int begin = at;
            while (at < text.length() && (isDigit(at) || (text.charAt(at) == '_' && at > begin && isDigit(at + 1)))) {
                at++;
            }
            String digits = text.substring(begin, at).replace("_", "");
            if (digits.isEmpty() || digits.length() > 10) {
                throw refuse("has a shape with something other than sizes in it" + DAMAGED);
            }
            at += at < text.length() && text.charAt(at) == 'L' ? 1 : 0;
            long number = Long.parseLong(digits);
            if (number > Integer.MAX_VALUE) {
                throw refuse("has an axis of " + number + ", which is too large; save fewer examples in a file");
            }
            return (int) number;
        }

        private boolean isDigit(int place) {
            return place < text.length() && text.charAt(place) >= '0' && text.charAt(place) <= '9';
        }

        /** In quotes of either kind; the u that Python 2 may write before them means nothing. */
        private String string() {
            skipBlanks();
            at += text.startsWith("u'", at) || text.startsWith("u\"", at) ? 1 : 0;
            char quote = at < text.length() ? text.charAt(at) : ' ';
            int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
            if (end < 0 || text.substring(at, end).indexOf('\\') >= 0) {
                throw refuse("lacks a plain string at character " + at + DAMAGED);
            }
            String string = text.substring(at + 1, end);
            at = end + 1;
            return string;
        }

        private void expect(char c) {
            if (!taken(c)) {
                throw refuse("lacks a '" + c + "' at character " + at + DAMAGED);
            }
        }

        private boolean taken(char c) {
            skipBlanks();
            boolean there = at < text.length() && text.charAt(at) == c;
            at += there ? 1 : 0;
            return there;
        }

        private void skipBlanks() {
            while (at < text.length() && " \t\r\n\f".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private DataException refuse(String what) {
            return new DataException(where + ": the array's header " + what);
        }
    }
}
