package org.boltzmann.core.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.boltzmann.core.Excerpt;

/** What stands before and between the examples of a table: comments and the header, and what each column is. */
final class CsvHead {

    /** What a column is. */
    enum Kind {
        NUMBER,
        /** A number with a decimal comma. */
        COMMA,
        /** True or False. */
        TRUTH,
        CATEGORY,
        LABEL,
        ID,
        IGNORED;

        boolean isFeature() {
            return this != LABEL && this != ID && this != IGNORED;
        }
    }

    /** What was found out about a table that a first look did not show: the kinds of its columns, and notes. */
    record Findings(boolean index, Optional<Kind[]> kinds, List<String> notes) {

        static final Findings NONE = new Findings(true, Optional.empty(), List.of());

        Findings withoutIndex() {
            return new Findings(false, Optional.empty(), List.of());
        }
    }

    /** Names of columns that are the label more often than not. */
    private static final Set<String> PERHAPS_LABELS = Set.of("class", "target", "y", "category", "species");

    private final DataFile file;
    private final CsvReader reader;
    private final Findings findings;
    private final List<String> notes = new ArrayList<>();
    private Optional<CsvRecord> comment = Optional.empty();
    private Optional<CsvRecord> first = Optional.empty();
    private int comments;
    private boolean trailing;
    private List<String> header = List.of();
    private int width = -1;
    private Kind[] kinds = {};
    private int features;
    private boolean indexGuessed;

    CsvHead(DataFile file, CsvReader reader, Findings findings) {
        this.file = file;
        this.reader = reader;
        this.findings = findings;
    }

    /** The lines that are known to be examples now that this one is: none, it or the first one and it. */
    List<CsvRecord> examples(CsvRecord line) {
        boolean marked = clean(line.getField(0)).startsWith("#");
        if (width < 0) {
            if (marked && first.isEmpty()) {
                comment = Optional.of(line);
                comments++;
                return List.of();
            }
            if (first.isEmpty()) {
                first = Optional.of(line);
                return List.of();
            }
            List<CsvRecord> examples = new ArrayList<>(begin(Optional.of(line)));
            examples.addAll(examples(line));
            return examples;
        }
        if (marked && (line.getFieldCount() != width || (kinds[0] != Kind.CATEGORY && kinds[0].isFeature()))) {
            comments++;
            return List.of();
        }
        if (line.getFieldCount() == width + 1 && line.getField(width).isBlank()) {
            trailing = true;
        } else if (line.getFieldCount() != width) {
            throw ragged(line);
        }
        return List.of(line);
    }

    /** The only line if it is an example. */
    List<CsvRecord> end() {
        return width < 0 && first.isPresent() ? begin(Optional.empty()) : List.of();
    }

    private DataException ragged(CsvRecord line) {
        return new DataException(file + ", line " + line.getStartingLineNumber() + ": has " + line.getFieldCount()
                + " fields but the first line has " + width
                + (line.getFieldCount() == width + 1 && !header.isEmpty()
                        ? "; mend the line, name the first column in the header too if it lacks one"
                        : "; mend the line")
                + ", or name the separator if it is not " + separator() + " (data.separator)");
    }

    String separator() {
        return reader.separator() == '\t' ? "a tab" : "'" + reader.separator() + "'";
    }

    /** Settles header and columns; gives back the first line if it is an example. */
    private List<CsvRecord> begin(Optional<CsvRecord> second) {
        CsvRecord line = first.orElseThrow();
        List<String> fields = cleaned(line);
        width = fields.size();
        List<String> marked = comment.map(this::unmarked).orElse(List.of());
        boolean isMarked = reader.header() != CsvReader.Header.ABSENT
                && marked.size() == width
                && fields.stream().anyMatch(this::isValue);
        boolean isHeader = switch (reader.header()) {
            case PRESENT -> !isMarked;
            case ABSENT -> false;
            case AUTO -> !isMarked && looksLikeHeader(fields, second.map(CsvHead::cleaned));
        };
        header = isMarked ? marked : isHeader ? fields : List.of();
        comments -= isMarked ? 1 : 0;
        try {
            settle();
        } catch (IllegalArgumentException e) {
            throw new DataException(file + ": " + e.getMessage(), e);
        }
        if (features == 0) {
            throw new DataException(file + ": has no column but the label; name the separator if it is not "
                    + separator() + " (data.separator)");
        }
        return isHeader ? List.of() : List.of(line);
    }

    private List<String> unmarked(CsvRecord line) {
        List<String> fields = new ArrayList<>(cleaned(line));
        String name = fields.get(0).replaceFirst("^#+\\s*", "");
        if (name.isEmpty() && fields.size() == width + 1) {
            fields.remove(0);
        } else if (!name.isEmpty()) {
            fields.set(0, name);
        }
        return List.copyOf(fields);
    }

    private static List<String> cleaned(CsvRecord line) {
        return line.getFields().stream().map(CsvHead::clean).toList();
    }

    static String clean(String field) {
        return (field.startsWith("\uFEFF") ? field.substring(1) : field).strip();
    }

    private boolean isValue(String field) {
        return reader.missingWords().contains(field)
                || Decimal.isNumber(field)
                || Decimal.hasComma(field)
                || Decimal.hasThousands(field)
                || !Float.isNaN(Decimal.truth(field));
    }

    /** It has a field that is no value, and is no example with a text in it, which the second line would have in the same place. */
    private boolean looksLikeHeader(List<String> fields, Optional<List<String>> second) {
        int label = reader.label() instanceof LabelColumn.At at ? at.place() < 0 ? width + at.place() : at.place() : -1;
        boolean texts = false;
        boolean numbers = false;
        boolean alike = second.isPresent() && second.get().size() == width;
        for (int column = 0; column < width; column++) {
            if (column == label) {
                continue;
            }
            boolean value = isValue(fields.get(column));
            texts |= !value;
            numbers |= value && !fields.get(column).isEmpty();
            alike &= !second.isPresent()
                    || column >= second.get().size()
                    || value == isValue(second.get().get(column));
        }
        return countsUp(fields) || (texts && !(numbers && alike));
    }

    /** Whether its numbers are 0, 1, 2, 3 and so on, as pandas names columns that have no names. */
    private static boolean countsUp(List<String> fields) {
        List<String> numbers = fields.stream().filter(Decimal::isNumber).toList();
        return numbers.size() > 3
                && fields.size() - numbers.size() <= 2
                && IntStream.range(0, numbers.size())
                        .allMatch(i -> numbers.get(i).equals(Integer.toString(i)));
    }

    private void settle() {
        kinds = new Kind[width];
        Arrays.fill(kinds, reader.roles().oneHot().which() == OneHot.Which.ALL ? Kind.CATEGORY : Kind.NUMBER);
        ColumnRoles roles = reader.roles();
        for (LabelColumn column : roles.ignored()) {
            find(column, "ignored (data.ignore)", roles.required()).ifPresent(place -> kinds[place] = Kind.IGNORED);
        }
        int label = reader.label().index(header, width);
        if (label >= 0) {
            boolean guessed = reader.label() instanceof LabelColumn.Named named && !named.required();
            if (kinds[label] == Kind.IGNORED && !guessed) {
                throw new IllegalArgumentException(
                        name(label) + " is to be ignored (data.ignore) and the label (data.label); choose one");
            }
            kinds[label] = kinds[label] == Kind.IGNORED ? Kind.IGNORED : Kind.LABEL;
        }
        settleId(roles);
        for (LabelColumn column : roles.oneHot().columns()) {
            find(column, "one-hot (data.one-hot)", roles.required()).ifPresent(place -> {
                if (!kinds[place].isFeature()) {
                    throw new IllegalArgumentException(name(place)
                            + " is to be one-hot (data.one-hot), but is the label, the id or ignored; choose one");
                }
                kinds[place] = Kind.CATEGORY;
            });
        }
        findings.kinds().ifPresent(found -> {
            for (int column = 0; column < width; column++) {
                kinds[column] = kinds[column] == Kind.NUMBER ? found[column] : kinds[column];
            }
        });
        features = (int) Arrays.stream(kinds).filter(Kind::isFeature).count();
        tellGuesses(label);
        notes.addAll(findings.notes());
    }

    private void settleId(ColumnRoles roles) {
        if (roles.id().isPresent()) {
            find(roles.id().get(), "the id (data.id)", roles.required()).ifPresent(place -> {
                if (kinds[place] == Kind.LABEL) {
                    throw new IllegalArgumentException(
                            name(place) + " is to be the id (data.id) and the label (data.label); choose one");
                }
                kinds[place] = kinds[place] == Kind.IGNORED ? Kind.IGNORED : Kind.ID;
            });
            return;
        }
        boolean nameless =
                !header.isEmpty() && (header.get(0).isEmpty() || header.get(0).equals("Unnamed: 0"));
        if (findings.index() && nameless && width > 1 && kinds[0].isFeature()) {
            kinds[0] = Kind.ID;
            indexGuessed = true;
        }
    }

    private Optional<Integer> find(LabelColumn column, String role, boolean required) {
        try {
            int place = column.index(header, width, role);
            return place < 0 ? Optional.empty() : Optional.of(place);
        } catch (IllegalArgumentException e) {
            if (required) {
                throw e;
            }
            notes.add("there is no column " + Excerpt.of(column.toString()) + ", which would be " + role);
            return Optional.empty();
        }
    }

    private void tellGuesses(int label) {
        List<String> guesses = new ArrayList<>();
        if (reader.header() == CsvReader.Header.AUTO) {
            guesses.add(
                    (header.isEmpty() ? "no header, the first line is an example" : "the first line names the columns")
                            + " (data.header)");
        }
        if (reader.label() instanceof LabelColumn.Named named && !named.required() && !header.isEmpty()) {
            guesses.add(
                    label >= 0 && kinds[label] == Kind.LABEL
                            ? "label: " + name(label) + " (name it with data.label, or data.label=none)"
                            : "no label" + perhapsLabel());
        }
        if (indexGuessed) {
            guesses.add("id: " + name(0) + ", which numbers the rows (data.id=none takes it as a feature)");
        }
        notes.addAll(0, guesses);
    }

    private String perhapsLabel() {
        return header.stream()
                .filter(name -> PERHAPS_LABELS.contains(name.toLowerCase(Locale.ROOT)))
                .filter(name -> kinds[header.indexOf(name)].isFeature())
                .findFirst()
                .map(name -> "; if column \"" + Excerpt.of(name) + "\" is it: data.label=" + Excerpt.of(name))
                .orElse(" (data.label names one)");
    }

    int width() {
        return width;
    }

    Kind kind(int column) {
        return kinds[column];
    }

    int features() {
        return features;
    }

    boolean isIndexGuessed() {
        return indexGuessed;
    }

    int place(Kind kind) {
        return Arrays.asList(kinds).indexOf(kind);
    }

    /** What the header calls a column; its place where there is none. */
    String plainName(int column) {
        return header.isEmpty() ? Integer.toString(column) : header.get(column);
    }

    boolean hasHeader() {
        return !header.isEmpty();
    }

    /** What a setting calls a column. */
    String setting(int column) {
        String name = plainName(column);
        boolean plain = !name.isEmpty() && !name.contains(",") && header.indexOf(name) == header.lastIndexOf(name);
        return plain ? Excerpt.of(name) : Integer.toString(column);
    }

    String name(int column) {
        return "column " + (column + 1) + (header.isEmpty() ? "" : " \"" + Excerpt.of(header.get(column)) + "\"");
    }

    String at(long line, int column) {
        String name = header.isEmpty() ? "" : " (" + Excerpt.of(header.get(column)) + ")";
        return file + ", line " + line + ", column " + (column + 1) + name;
    }

    /** What was guessed, each with the name of the file. */
    List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        if (comments > 0) {
            all.add(comments + (comments == 1 ? " line that begins" : " lines that begin") + " with # passed over");
        }
        if (trailing) {
            all.add("separators at the ends of lines passed over");
        }
        return all.stream().map(note -> file.name() + ": " + note).toList();
    }
}
