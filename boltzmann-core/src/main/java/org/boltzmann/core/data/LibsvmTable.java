package org.boltzmann.core.data;

import java.util.Arrays;
import java.util.List;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.linalg.Matrix;

/** Collects the words of one file of the libsvm format. */
final class LibsvmTable {

    /** Of a label or a value; so no line is ever held as a whole. */
    private static final int LONGEST_WORD = 1000;

    private final DataFile file;
    private final LibsvmReader reader;
    private final Labels labels;
    private final StringBuilder word = new StringBuilder();
    private long line = 1;
    private boolean inComment;
    private int wordsInLine;
    private int lastIndex = -1;

    /** The values that are named: of all examples one after the other, and where those of each example end. */
    private int[] indices = new int[64];

    private float[] values = new float[64];
    private int named;
    private int[] ends = new int[16];
    private int examples;
    private int largestIndex = -1;
    private long largestLine;
    private boolean fromZero;

    LibsvmTable(DataFile file, LibsvmReader reader) {
        this.file = file;
        this.reader = reader;
        this.labels = new Labels(reader.classNames());
    }

    void add(char[] text, int length) {
        for (int i = 0; i < length; i++) {
            char c = text[i];
            boolean isMark = c == '\uFEFF' && line == 1 && wordsInLine == 0 && word.isEmpty();
            if (c == '\n') {
                endLine();
            } else if (!inComment && !isMark) {
                add(c);
            }
        }
    }

    private void add(char c) {
        if (c == ' ' || c == '\t' || c == '\r') {
            endWord();
        } else if (c == '#') {
            endWord();
            inComment = true;
        } else if (word.length() == LONGEST_WORD) {
            throw refuse("\"" + Excerpt.of(word.toString()) + "\" has more than " + LONGEST_WORD
                    + " characters; is this a file of the libsvm format?");
        } else {
            word.append(c);
        }
    }

    private void endLine() {
        endWord();
        if (wordsInLine > 0) {
            if (examples == ends.length) {
                ends = Arrays.copyOf(ends, 2 * examples);
            }
            ends[examples++] = named;
        }
        line++;
        wordsInLine = 0;
        lastIndex = -1;
        inComment = false;
    }

    private void endWord() {
        if (word.isEmpty()) {
            return;
        }
        String text = word.toString();
        word.setLength(0);
        if (wordsInLine == 0 && (reader.labelled() || text.indexOf(':') < 0)) {
            addLabel(text);
        } else if (wordsInLine > 1 || !text.matches("qid:[0-9]+")) {
            addValue(text);
        }
        wordsInLine++;
    }

    private void addLabel(String text) {
        if (text.indexOf(':') >= 0 || reader.missingWords().contains(text)) {
            throw refuse("the label is missing before \"" + Excerpt.of(text) + "\"; write one, such as 0");
        }
        if (!reader.labelled()) {
            return;
        }
        if (text.indexOf(',') >= 0) {
            throw refuse("\"" + Excerpt.of(text) + "\" is more than one label; leave one, or read without labels");
        }
        try {
            labels.add(text, line);
        } catch (IllegalArgumentException e) {
            throw new DataException(at(line) + ": " + e.getMessage(), e);
        }
    }

    private void addValue(String text) {
        int colon = text.indexOf(':');
        int index = colon < 1 ? -1 : index(text, colon);
        if (index < 0) {
            throw refuse("\"" + Excerpt.of(text)
                    + "\" is not index:value with a whole number from 0 to 2147483646 as the index; mend it");
        }
        if (index <= lastIndex) {
            throw refuse("index " + index + " comes after " + lastIndex + " but indices must ascend; sort the line");
        }
        lastIndex = index;
        fromZero |= index == 0;
        if (index > largestIndex) {
            largestIndex = index;
            largestLine = line;
        }
        if (named == indices.length) {
            long wanted = Math.min(2L * named, Integer.MAX_VALUE - 8);
            file.checkRoom(2 * wanted);
            indices = Arrays.copyOf(indices, (int) wanted);
            values = Arrays.copyOf(values, (int) wanted);
        }
        indices[named] = index;
        values[named++] = value(text.substring(colon + 1), index);
    }

    private static int index(String text, int colon) {
        int index = 0;
        for (int i = 0; i < colon; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || index > (Integer.MAX_VALUE - 1 - digit) / 10) {
                return -1;
            }
            index = 10 * index + digit;
        }
        return index;
    }

    private float value(String text, int index) {
        if (reader.missingWords().contains(text)) {
            if (reader.missing() == CsvReader.MissingValues.AS_NAN) {
                return Float.NaN;
            }
            throw refuse(
                    "value " + index + " is missing; fill it in, or read missing values as NaN (data.missing=as-nan)");
        }
        float value = Decimal.parse(text);
        if (Float.isFinite(value)) {
            return value;
        }
        throw refuse("value " + index + ", \"" + Excerpt.of(text) + "\", is "
                + (Float.isInfinite(value) ? "too large for a value" : "not a number") + "; mend it");
    }

    private DataException refuse(String what) {
        return new DataException(at(line) + ": " + what);
    }

    private String at(long line) {
        return file + ", line " + line;
    }

    DataSet dataSet() {
        endLine();
        if (examples == 0) {
            throw new DataException(file + ": holds no examples; give a file with at least one line");
        }
        int first = fromZero ? 0 : 1;
        int needed = largestIndex + 1 - first;
        int features = reader.features() > 0 ? reader.features() : needed;
        if (features <= 0) {
            throw new DataException(file + ": names no values; give the number of features (data.features)");
        }
        if (needed > features) {
            throw new DataException(at(largestLine) + ": index " + largestIndex + " is more than the " + features
                    + " features" + (fromZero ? ", counted from 0 since index 0 occurs," : "")
                    + " that were asked for; give the right number (data.features)");
        }
        if ((long) features * examples > Integer.MAX_VALUE - 8) {
            throw new DataException(
                    at(largestLine) + ": index " + largestIndex + " makes " + features + " features of each of "
                            + examples + " examples, which do not fit into one array of 2^31; use fewer features");
        }
        file.checkRoom((long) features * examples);
        Matrix dense = Matrix.zeros(features, examples);
        for (int example = 0, next = 0; example < examples; example++) {
            for (; next < ends[example]; next++) {
                dense.set(indices[next] - first, example, values[next]);
            }
        }
        DataSet read = DataSet.of(file.name(), List.of(features), dense);
        DataSet noted =
                fromZero ? read.withNotes(List.of(file + ": index 0 occurs, so indices are counted from 0")) : read;
        DataSet data = reader.features() > 0 ? noted : noted.sparse();
        return reader.labelled() ? labels.on(data, this::at) : data;
    }
}
