package org.boltzmann.core.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.data.CsvHead.Kind;
import org.boltzmann.core.linalg.Matrix;

/** Collects the lines of one file. */
final class CsvTable {

    private static final float[] NO_VALUES = {};

    private static final int LONGEST_ID = 200;

    /** Floats that the text of an id takes the room of, beside its characters. */
    private static final int ID_ROOM = 16;

    private final DataFile file;
    private final CsvReader reader;
    private final CsvHead head;
    private final boolean settled;
    private final Labels labels;
    private final boolean numbersMayBeMissing;
    private final List<String> ids = new ArrayList<>();
    private long idCharacters;
    private CsvCategories categories;
    private float[] values = NO_VALUES;
    private int filled;
    private int examples;

    CsvTable(DataFile file, CsvReader reader, CsvHead.Findings findings) {
        this.file = file;
        this.reader = reader;
        this.head = new CsvHead(file, reader, findings);
        this.settled = findings.kinds().isPresent();
        this.labels = new Labels(reader.classNames());
        this.numbersMayBeMissing = reader.missingWords().stream().anyMatch(Decimal::isNumber);
    }

    void add(CsvRecord line) {
        head.examples(line).forEach(this::addExample);
    }

    private void addExample(CsvRecord line) {
        if (examples == 0) {
            categories = new CsvCategories(file, reader, head);
            int last = head.width() - 1;
            if (!settled && line.getField(last).isBlank() && last > 0 && head.kind(last) == Kind.NUMBER) {
                throw new CsvUnclear(false); // perhaps nothing but a separator at the end
            }
        }
        long number = line.getStartingLineNumber();
        makeRoom();
        for (int column = 0; column < head.width(); column++) {
            String field = line.getField(column);
            switch (head.kind(column)) {
                case LABEL -> addLabel(field.strip(), number, column);
                case ID -> addId(field.strip(), number, column);
                case IGNORED -> {}
                case CATEGORY -> values[filled++] = category(field, number, column);
                default -> values[filled++] = value(field, number, column);
            }
        }
        examples++;
    }

    private void makeRoom() {
        int features = head.features();
        if (values.length - filled < features) {
            long wanted = Math.max((long) filled + features, Math.min(2L * filled, Integer.MAX_VALUE - 8));
            file.checkRoom(wanted);
            values = Arrays.copyOf(values, (int) wanted);
        }
    }

    private void addLabel(String label, long line, int column) {
        if (reader.missingWords().contains(label)) {
            labels.addNone();
            return;
        }
        try {
            labels.add(label, line);
        } catch (IllegalArgumentException e) {
            throw new DataException(head.at(line, column) + ": " + e.getMessage(), e);
        }
    }

    private void addId(String id, long line, int column) {
        if (id.length() > LONGEST_ID) {
            throw new DataException(head.at(line, column) + ": \"" + Excerpt.of(id) + "\" has more than " + LONGEST_ID
                    + " characters; is this the id?");
        }
        idCharacters += id.length();
        if (Integer.bitCount(ids.size()) == 1) { // once for each doubling
            file.checkRoom(2L * ids.size() * ID_ROOM + idCharacters);
        }
        ids.add(id);
    }

    private float category(String field, long line, int column) {
        String text = CsvHead.clean(field);
        return reader.missingWords().contains(text) ? missing(line, column) : categories.number(text, line, column);
    }

    private float missing(long line, int column) {
        if (reader.missing() == CsvReader.MissingValues.AS_NAN) {
            return Float.NaN;
        }
        throw new DataException(head.at(line, column)
                + ": the value is missing; read missing values as NaN (data.missing=as-nan), or fill it in");
    }

    private float value(String field, long line, int column) {
        Kind kind = head.kind(column);
        float value = numbersMayBeMissing ? Float.NaN : number(field, kind);
        if (Float.isFinite(value)) {
            return value;
        }
        String stripped = CsvHead.clean(field);
        if (reader.missingWords().contains(stripped)) {
            return missing(line, column);
        }
        float again = number(stripped, kind);
        if (Float.isFinite(again)) {
            return again;
        }
        if (Float.isInfinite(again)) {
            throw new DataException(
                    head.at(line, column) + ": \"" + Excerpt.of(stripped) + "\" is too large for a value; mend it");
        }
        throw new CsvUnclear(false);
    }

    private float number(String text, Kind kind) {
        return switch (kind) {
            case COMMA -> {
                float value = Decimal.parseComma(text);
                yield Float.isNaN(value) ? Decimal.parse(text) : value;
            }
            case TRUTH -> Decimal.truth(text);
            default -> Decimal.parse(text);
        };
    }

    DataSet dataSet() {
        head.end().forEach(this::addExample);
        if (examples == 0) {
            throw new DataException(file + ": holds no examples; give a file with at least one line of numbers");
        }
        if (head.isIndexGuessed() && !numbersRows()) {
            throw new CsvUnclear(true);
        }
        int features = head.features();
        float[] exact = filled == values.length ? values : Arrays.copyOf(values, filled);
        Matrix matrix = Matrix.wrap(features, examples, exact);
        CsvCategories.Expanded expanded = categories.expand(matrix);
        DataSet data = DataSet.of(file.name(), List.of(expanded.values().rows()), expanded.values())
                .withColumns(expanded.names())
                .withIds(ids)
                .withNotes(head.notes())
                .withNotes(categories.notes());
        int label = head.place(Kind.LABEL);
        return label < 0 ? data : labels.on(data, line -> head.at(line, label));
    }

    /** Whether the column without a name tells the examples apart, by whole numbers or texts. */
    private boolean numbersRows() {
        Set<String> different = new HashSet<>();
        return ids.stream()
                .allMatch(id ->
                        !id.isEmpty() && (id.matches("[0-9]{1,18}") || !Decimal.isNumber(id)) && different.add(id));
    }
}
