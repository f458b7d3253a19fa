package org.boltzmann.core.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.Arrays;
import java.util.List;
import org.boltzmann.core.io.Excerpt;
import org.boltzmann.core.linalg.Matrix;

/** Collects the lines of one file. */
final class CsvTable {

    private static final float[] NO_VALUES = {};

    private final DataFile file;
    private final CsvReader reader;
    private final Labels labels;
    private final boolean numbersMayBeMissing;
    private List<String> header = List.of();
    private int width = -1;
    private int labelColumn = -1;
    private float[] values = NO_VALUES;
    private int filled;
    private int examples;

    CsvTable(DataFile file, CsvReader reader) {
        this.file = file;
        this.reader = reader;
        this.labels = new Labels(reader.classNames());
        this.numbersMayBeMissing = reader.missingWords().stream().anyMatch(Decimal::isNumber);
    }

    void add(CsvRecord line) {
        if (width < 0) {
            boolean isHeader = begin(line);
            if (isHeader) {
                return;
            }
        }
        long number = line.getStartingLineNumber();
        if (line.getFieldCount() != width) {
            throw new DataException(file + ", line " + number + ": has " + line.getFieldCount()
                    + " fields but the first line has " + width
                    + "; mend the line, or name the separator if it is not "
                    + separator());
        }
        makeRoom();
        for (int column = 0; column < width; column++) {
            String field = line.getField(column);
            if (column == labelColumn) {
                addLabel(field.strip(), number);
            } else {
                values[filled++] = value(field, number, column);
            }
        }
        examples++;
    }

    private boolean begin(CsvRecord first) {
        List<String> fields = first.getFields().stream().map(CsvTable::clean).toList();
        width = fields.size();
        boolean isHeader = switch (reader.header()) {
            case PRESENT -> true;
            case ABSENT -> false;
            case AUTO -> looksLikeHeader(fields);
        };
        if (isHeader) {
            header = fields;
        }
        try {
            labelColumn = reader.label().index(header, width);
        } catch (IllegalArgumentException e) {
            throw new DataException(file + ": " + e.getMessage(), e);
        }
        if (width == (labelColumn < 0 ? 0 : 1)) {
            throw new DataException(
                    file + ": has no column but the label; name the separator if it is not " + separator());
        }
        return isHeader;
    }

    private static String clean(String field) {
        return (field.startsWith("\uFEFF") ? field.substring(1) : field).strip();
    }

    private boolean looksLikeHeader(List<String> fields) {
        int label = reader.label() instanceof LabelColumn.At at ? at.index(fields, widthAtLeast(at)) : -1;
        for (int column = 0; column < fields.size(); column++) {
            String field = fields.get(column);
            if (column != label && !reader.missingWords().contains(field) && !Decimal.isNumber(field)) {
                return true;
            }
        }
        return false;
    }

    /** A place outside the table is refused a few lines further on, with the file's name. */
    private int widthAtLeast(LabelColumn.At at) {
        return Math.max(width, at.place() < 0 ? -at.place() : at.place() + 1);
    }

    private void makeRoom() {
        int features = width - (labelColumn < 0 ? 0 : 1);
        if (values.length - filled < features) {
            long wanted = Math.max((long) filled + features, Math.min(2L * filled, Integer.MAX_VALUE - 8));
            file.checkRoom(wanted);
            values = Arrays.copyOf(values, (int) wanted);
        }
    }

    private void addLabel(String label, long line) {
        if (reader.missingWords().contains(label)) {
            labels.addNone();
            return;
        }
        try {
            labels.add(label, line);
        } catch (IllegalArgumentException e) {
            throw new DataException(at(line, labelColumn) + ": " + e.getMessage(), e);
        }
    }

    private float value(String field, long line, int column) {
        float value = numbersMayBeMissing ? Float.NaN : Decimal.parse(field);
        if (Float.isFinite(value)) {
            return value;
        }
        String stripped = clean(field);
        if (reader.missingWords().contains(stripped)) {
            if (reader.missing() == CsvReader.MissingValues.AS_NAN) {
                return Float.NaN;
            }
            throw new DataException(at(line, column)
                    + ": the value is missing; fill it in, or read missing values as NaN (data.missing=as-nan)");
        }
        float again = Decimal.parse(stripped);
        if (Float.isFinite(again)) {
            return again;
        }
        throw new DataException(at(line, column) + ": \"" + Excerpt.of(stripped) + "\" is "
                + (Float.isInfinite(again) ? "too large for a value" : "not a number")
                + "; mend it, name this column if it is the label, or the separator if it is not "
                + separator());
    }

    private String separator() {
        return reader.separator() == '\t' ? "a tab" : "'" + reader.separator() + "'";
    }

    private String at(long line, int column) {
        String name = header.isEmpty() ? "" : " (" + Excerpt.of(header.get(column)) + ")";
        return file + ", line " + line + ", column " + (column + 1) + name;
    }

    DataSet dataSet() {
        if (examples == 0) {
            throw new DataException(file + ": holds no examples; give a file with at least one line of numbers");
        }
        int features = width - (labelColumn < 0 ? 0 : 1);
        float[] exact = filled == values.length ? values : Arrays.copyOf(values, filled);
        DataSet data = DataSet.of(file.name(), List.of(features), Matrix.wrap(features, examples, exact));
        return labelColumn < 0 ? data : labels.on(data, line -> at(line, labelColumn));
    }
}
