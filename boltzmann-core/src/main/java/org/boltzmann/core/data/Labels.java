package org.boltzmann.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.boltzmann.core.Excerpt;

/** The labels of a file as they are met: many examples, few texts. */
final class Labels {

    /** More are not classes but the wrong column, and would fill the memory. */
    private static final int MOST_TEXTS = 1 << 16;

    private static final int LONGEST_TEXT = 200;

    private final List<String> known;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private final List<Long> firstPlaces = new ArrayList<>();
    private int[] textOf = new int[16];
    private int size;

    /** Of classes known beforehand, or of none, to find them. */
    Labels(List<String> known) {
        this.known = known;
    }

    /** The next example has no label. */
    void addNone() {
        append(DataSet.UNLABELLED);
    }

    /**
     * The next example's label.
     *
     * @param text what the file says, without blanks around it
     * @param place where, such as a line
     * @throws IllegalArgumentException if it is no label, without the place
     */
    void add(String text, long place) {
        Integer number = numbers.get(text);
        if (number == null) {
            number = newText(text, place);
        }
        append(number);
    }

    private void append(int number) {
        if (size == textOf.length) {
            textOf = Arrays.copyOf(textOf, 2 * size);
        }
        textOf[size++] = number;
    }

    private int newText(String text, long place) {
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("the label \"" + Excerpt.of(text) + "\" has more than " + LONGEST_TEXT
                    + " characters; is this the label?");
        }
        if (texts.size() == MOST_TEXTS) {
            throw new IllegalArgumentException(
                    "there are more than " + MOST_TEXTS + " different labels; is this the label?");
        }
        numbers.put(text, texts.size());
        texts.add(text);
        firstPlaces.add(place);
        return texts.size() - 1;
    }

    int size() {
        return size;
    }

    /**
     * The examples with these labels; without labels if none has one.
     *
     * @param data as many examples
     * @param where says a place for a message
     */
    DataSet on(DataSet data, LongFunction<String> where) {
        if (texts.isEmpty()) {
            return data;
        }
        ClassNumbers classes = ClassNumbers.of(texts, known);
        int[] classOf = new int[texts.size()];
        for (int text = 0; text < classOf.length; text++) {
            classOf[text] = classes.number(texts.get(text));
            if (classOf[text] < 0) {
                throw new DataException(where.apply(firstPlaces.get(text)) + ": label \"" + Excerpt.of(texts.get(text))
                        + "\" is none of the classes " + Excerpt.of(known.toString())
                        + "; mend it or give the right classes");
            }
        }
        return data.withLabels(
                Arrays.stream(textOf, 0, size)
                        .map(text -> text == DataSet.UNLABELLED ? text : classOf[text])
                        .toArray(),
                classes.names());
    }
}
