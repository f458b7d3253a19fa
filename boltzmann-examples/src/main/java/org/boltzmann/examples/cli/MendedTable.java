package org.boltzmann.examples.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.linalg.Matrix;

/**
 * A table as its file has it, but for some values: header, identifiers, labels, what is left out of the features, and the order of
 * columns stay, so that it is read as the old one was.
 *
 * <p>Which column is which feature is seen from the values, and from the names where there are some; so the table is known to be what
 * was read.
 */
final class MendedTable {

    private static final long LARGEST = 1 << 26;
    private static final int LONGEST_HEAD = 20;
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|', ' ');

    private final List<List<String>> lines;
    private final char separator;
    private final int head;
    private final int[] columns;

    private MendedTable(List<List<String>> lines, char separator, int head, int[] columns) {
        this.lines = lines;
        this.separator = separator;
        this.head = head;
        this.columns = columns;
    }

    /** That of a file from which a data set was read; empty if its values are not found in it. */
    static Optional<MendedTable> of(Path file, DataSet data) throws IOException {
        if (Files.size(file) > LARGEST) {
            return Optional.empty();
        }
        String text = text(Files.readAllBytes(file));
        for (char separator : SEPARATORS) {
            List<List<String>> lines = lines(text, separator);
            for (int head = 0; head <= LONGEST_HEAD; head++) {
                int[] columns = columns(lines, head, separator, data);
                if (columns.length == data.features()) {
                    return Optional.of(new MendedTable(lines, separator, head, columns));
                }
            }
        }
        return Optional.empty();
    }

    private static String text(byte[] bytes) throws IOException {
        boolean compressed = bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
        if (!compressed) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] read = in.readNBytes((int) LARGEST);
            return in.read() < 0 ? new String(read, StandardCharsets.UTF_8) : "";
        }
    }

    /** Fields with their quotation marks; empty lines are none. */
    private static List<List<String>> lines(String text, char separator) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? '\n' : text.charAt(i);
            quoted ^= c == '"';
            if ((c == separator && !quoted) || (c == '\n' && !quoted) || i == text.length()) {
                line.add(text.substring(start, i));
                start = i + 1;
                if (c != separator) {
                    int last = line.size() - 1;
                    line.set(last, line.get(last).replaceFirst("\r$", ""));
                    if (line.size() > 1 || !line.get(0).isBlank()) {
                        lines.add(line);
                    }
                    line = new ArrayList<>();
                }
            }
        }
        return lines;
    }

    /** The column of each feature, features being in the order of the columns; fewer than there are features if one is not found. */
    private static int[] columns(List<List<String>> lines, int head, char separator, DataSet data) {
        int[] rows = data.rows();
        int width = lines.size() > head + rows[0] ? lines.get(head + rows[0]).size() : 0;
        int[] columns = new int[data.features()];
        int found = 0;
        for (int column = 0; column < width && found < columns.length; column++) {
            if (isNamed(lines, head, column, data, found) && holds(lines, head, column, separator, data, found)) {
                columns[found++] = column;
            }
        }
        return Arrays.copyOf(columns, found);
    }

    private static boolean isNamed(List<List<String>> lines, int head, int column, DataSet data, int feature) {
        if (head == 0 || data.columns().isEmpty()) {
            return true;
        }
        List<String> names = lines.get(head - 1);
        return column < names.size()
                && bare(names.get(column)).equals(data.columns().get(feature));
    }

    private static boolean holds(
            List<List<String>> lines, int head, int column, char separator, DataSet data, int feature) {
        int[] rows = data.rows();
        for (int example = 0; example < rows.length; example++) {
            int line = head + rows[example];
            if (line >= lines.size() || column >= lines.get(line).size()) {
                return false;
            }
            float here = number(lines.get(line).get(column), separator);
            float there = data.values().get(feature, example);
            if (here != there && !(Float.isNaN(here) && Float.isNaN(there))) {
                return false;
            }
        }
        return true;
    }

    private static String bare(String field) {
        String stripped = field.startsWith("\uFEFF") ? field.substring(1).strip() : field.strip();
        return stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"")
                ? stripped.substring(1, stripped.length() - 1)
                        .replace("\"\"", "\"")
                        .strip()
                : stripped;
    }

    /** NaN of what is no number. */
    private static float number(String field, char separator) {
        String text = bare(field);
        if (!text.matches("[+-]?[0-9.,]+([eE][+-]?[0-9]+)?")) {
            return Float.NaN;
        }
        try {
            return Float.parseFloat(separator == ',' ? text : text.replace(',', '.'));
        } catch (NumberFormatException e) {
            return Float.NaN;
        }
    }

    /**
     * Its lines for some examples.
     *
     * @param data the examples
     * @param filled features x examples: the values that are put in; NaN where the field stays
     */
    String with(DataSet data, Matrix filled) {
        StringBuilder text = new StringBuilder();
        boolean comma = hasDecimalCommas();
        lines.subList(0, head).forEach(line -> append(text, line));
        int[] rows = data.rows();
        for (int example = 0; example < rows.length; example++) {
            List<String> line = new ArrayList<>(lines.get(head + rows[example]));
            for (int feature = 0; feature < columns.length; feature++) {
                float value = filled.get(feature, example);
                if (!Float.isNaN(value)) {
                    line.set(columns[feature], comma ? Float.toString(value).replace('.', ',') : Float.toString(value));
                }
            }
            append(text, line);
        }
        return text.toString();
    }

    private boolean hasDecimalCommas() {
        return separator != ','
                && lines.stream()
                        .skip(head)
                        .anyMatch(line -> Arrays.stream(columns)
                                .anyMatch(column ->
                                        column < line.size() && line.get(column).indexOf(',') >= 0));
    }

    private void append(StringBuilder text, List<String> line) {
        text.append(String.join(Character.toString(separator), line)).append('\n');
    }
}
