package org.boltzmann.examples.compare;

import java.util.ArrayList;
import java.util.List;

/** A line of a CSV file as RFC 4180 has it, but for its end, which is a single line feed. */
public final class CsvLine {

    private CsvLine() {}

    /**
     * The line.
     *
     * @param values what the fields hold; numbers that are not finite leave theirs empty
     * @return fields joined by commas, in quotation marks where they hold commas, quotation marks or ends of lines
     */
    public static String of(Iterable<?> values) {
        List<String> fields = new ArrayList<>();
        values.forEach(value -> fields.add(field(value)));
        return String.join(",", fields) + "\n";
    }

    private static String field(Object value) {
        if (value instanceof Double number && !Double.isFinite(number)) {
            return "";
        }
        String text = value.toString();
        return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
