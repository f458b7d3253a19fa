package org.boltzmann.core.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.data.CsvHead.Findings;
import org.boltzmann.core.data.CsvHead.Kind;

/** Looks at a table whose fields are not all numbers, to find out what its columns are, or why it cannot be read. */
final class CsvSurvey {

    /** Of all columns together. */
    private static final int MOST_TEXTS = 100_000;

    private static final int TOLD = 5;

    /** What is no number in a column, and where it was first met. */
    private static final class Texts {
        private final Set<String> different = new LinkedHashSet<>();
        private long firstLine;
        private String first = "";
        private int commas;
        private int truths;
        private int others;
        private boolean thousands = true;
        private boolean points;
    }

    private final CsvReader reader;
    private final CsvHead head;
    private final Map<Integer, Texts> texts = new TreeMap<>();
    private int[] numbers = {};
    private int kept;
    private int examples;
    private boolean lastIsEmpty = true;

    CsvSurvey(DataFile file, CsvReader reader, Findings findings) {
        this.reader = reader;
        this.head = new CsvHead(file, reader, findings);
    }

    void add(CsvRecord line) {
        head.examples(line).forEach(this::addExample);
    }

    private void addExample(CsvRecord line) {
        if (examples++ == 0) {
            numbers = new int[head.width()];
        }
        for (int column = 0; column < head.width(); column++) {
            if (head.kind(column) == Kind.NUMBER) {
                addField(CsvHead.clean(line.getField(column)), line.getStartingLineNumber(), column);
            }
        }
        lastIsEmpty &= line.getField(head.width() - 1).isBlank();
    }

    private void addField(String field, long line, int column) {
        if (reader.missingWords().contains(field)) {
            return;
        }
        if (Decimal.isNumber(field)) {
            numbers[column]++;
            Texts known = texts.get(column);
            if (known != null && field.indexOf('.') >= 0) {
                known.points = true;
            }
            return;
        }
        Texts column0 = texts.computeIfAbsent(column, c -> new Texts());
        boolean comma = reader.decimal() != CsvReader.DecimalMark.POINT && Decimal.hasComma(field);
        boolean truth = !Float.isNaN(Decimal.truth(field));
        boolean worse = !comma && !truth && column0.others == 0;
        if (column0.first.isEmpty() || worse) {
            column0.first = field;
            column0.firstLine = line;
        }
        column0.commas += comma ? 1 : 0;
        column0.truths += truth ? 1 : 0;
        column0.others += comma || truth ? 0 : 1;
        column0.thousands &= Decimal.mayBeThousands(field);
        if (kept < MOST_TEXTS
                && column0.different.size() <= CsvCategories.MOST
                && column0.different.add(Excerpt.of(field))) {
            kept++;
        }
    }

    /**
     * What the columns are.
     *
     * @throws DataException if one can't be read
     */
    Findings findings(Findings before) {
        head.end().forEach(this::addExample);
        int last = head.width() - 1;
        Kind[] kinds = new Kind[head.width()];
        Arrays.fill(kinds, Kind.NUMBER);
        List<String> notes = new ArrayList<>();
        boolean isNameless = head.hasHeader() ? head.plainName(last).isEmpty() : last > 0;
        if (lastIsEmpty && isNameless && head.kind(last) == Kind.NUMBER) {
            kinds[last] = Kind.IGNORED;
            notes.add("the last column is empty and passed over");
        }
        boolean commas = commas();
        boolean categories = reader.roles().oneHot().which() == OneHot.Which.TEXTS;
        List<String> truths = new ArrayList<>();
        List<Integer> refused = new ArrayList<>();
        texts.forEach((column, found) -> {
            if (found.others == 0 && found.truths == 0 && commas) {
                kinds[column] = Kind.COMMA;
            } else if (found.others == 0 && found.commas == 0 && numbers[column] == 0) {
                kinds[column] = Kind.TRUTH;
                truths.add(head.name(column));
            } else if (categories && found.others > 0 && found.others >= numbers[column]) {
                kinds[column] = Kind.CATEGORY;
            } else {
                refused.add(column);
            }
        });
        if (!refused.isEmpty()) {
            throw refusal(refused);
        }
        if (commas) {
            notes.add("numbers have a decimal comma (data.decimal)");
        }
        if (!truths.isEmpty()) {
            notes.add("True and False are read as 1 and 0: " + told(truths));
        }
        return new Findings(before.index(), Optional.of(kinds), notes);
    }

    private static String told(List<String> words) {
        return String.join(", ", words.subList(0, Math.min(TOLD, words.size())))
                + (words.size() > TOLD ? " and " + (words.size() - TOLD) + " more" : "");
    }

    /** Whether numbers have a decimal comma; refused if that cannot be known. */
    private boolean commas() {
        List<Integer> columns = texts.entrySet().stream()
                .filter(entry ->
                        entry.getValue().commas > 0 && entry.getValue().others == 0 && entry.getValue().truths == 0)
                .map(Map.Entry::getKey)
                .toList();
        if (columns.isEmpty() || reader.decimal() == CsvReader.DecimalMark.COMMA) {
            return !columns.isEmpty();
        }
        int column = columns.get(0);
        Texts found = texts.get(column);
        if (columns.stream().anyMatch(c -> texts.get(c).points)
                || columns.stream().allMatch(c -> texts.get(c).thousands)) {
            throw new DataException(head.at(found.firstLine, column) + ": \"" + found.first
                    + "\" may have a separator between thousands or a decimal comma; say -D data.decimal=comma if it is"
                    + " that, else write numbers without such separators");
        }
        return true;
    }

    private DataException refusal(List<Integer> refused) {
        int column = refused.stream()
                .min((a, b) -> Long.compare(texts.get(a).firstLine, texts.get(b).firstLine))
                .orElseThrow();
        Texts found = texts.get(column);
        String where = head.at(found.firstLine, column) + ": \"" + Excerpt.of(found.first) + "\" is not a number";
        if (Decimal.hasThousands(found.first)) {
            return new DataException(where + " but has separators between its thousands; write it without"
                    + (Decimal.hasComma(found.first) ? ", or say data.decimal=comma if it is a decimal comma" : ""));
        }
        if (found.others < numbers[column] || found.commas + found.truths > 0) {
            return new DataException(
                    where + "; mend it, or, if it stands for a missing value, name it in data.missing-words"
                            + " and say data.missing=as-nan" + separatorToo(column));
        }
        List<Integer> alike =
                refused.stream().filter(c -> texts.get(c).others >= numbers[c]).toList();
        return new DataException(where + ": the column holds texts (" + examples(found) + "); "
                + String.join(", ", remedies(column, alike)) + separatorToo(column));
    }

    private String separatorToo(int column) {
        return head.width() == 1 && texts.get(column).first.matches(".*[,;|\\s].*")
                ? "; or name the separator if it is not " + head.separator() + " (data.separator)"
                : "";
    }

    private static String examples(Texts found) {
        int count = found.different.size();
        return (count > CsvCategories.MOST ? "more than " + CsvCategories.MOST : Integer.toString(count))
                + " different, such as "
                + String.join(
                        ", ",
                        found.different.stream()
                                .limit(3)
                                .map(text -> "\"" + Excerpt.of(text, 30) + "\"")
                                .toList());
    }

    /** Settings that make something of the columns, the likeliest first. */
    private List<String> remedies(int column, List<Integer> alike) {
        Texts found = texts.get(column);
        String names =
                String.join(",", alike.stream().limit(TOLD).map(head::setting).toList());
        String one = head.setting(column);
        String label = "name it if it is the label: -D data.label=" + one;
        String hot = "make categories one-hot: -D data.one-hot=" + names;
        String out = "leave it out: -D data.ignore=" + one;
        String id = "keep it as the id of each example: -D data.id=" + one;
        boolean unique = found.different.size() > CsvCategories.MOST
                || (found.others > 2 && found.different.size() == found.others);
        boolean labelled = IntStream.range(0, head.width()).anyMatch(c -> head.kind(c) == Kind.LABEL);
        boolean last = column == head.width() - 1 && !labelled && alike.size() == 1;
        List<String> words =
                new ArrayList<>(unique ? List.of(out, id) : last ? List.of(label, hot, out) : List.of(hot, out));
        words.addAll(unique && !labelled ? List.of(label) : List.of());
        if (!unique && !last && !labelled) {
            words.add(label);
        }
        if (!unique) {
            words.add(id);
        }
        return words;
    }
}
