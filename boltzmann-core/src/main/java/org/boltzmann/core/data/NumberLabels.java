package org.boltzmann.core.data;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * Labels of an array of numbers: whole numbers from 0 are classes, NaN says that there is no label, and so does -1, unless it is
 * a class beside 1 alone or is known as one.
 */
final class NumberLabels {

    /** The text of no label. */
    static final String NONE = "";

    private static final String MINUS_ONE = "-1";

    /** Of larger numbers some are read as others. */
    private static final double EXACT = 0x1p53;

    private NumberLabels() {}

    /**
     * The labels of all examples.
     *
     * @param known the classes, if they are known beforehand
     * @param where says an example's place for a message
     * @throws DataException if a number is no class, with the place
     */
    static Labels labels(double[] numbers, List<String> known, LongFunction<String> where) {
        String[] texts = new String[numbers.length];
        for (int example = 0; example < texts.length; example++) {
            try {
                texts[example] = text(numbers[example], known);
            } catch (IllegalArgumentException e) {
                throw new DataException(where.apply(example) + ": " + e.getMessage(), e);
            }
        }
        clearMinusOne(texts, known);
        return labels(texts, known, where);
    }

    /**
     * The labels of all examples, as texts.
     *
     * @param texts {@link #NONE} for none
     * @param known the classes, if they are known beforehand
     * @param where says an example's place for a message
     * @throws DataException if a text is no label, with the place
     */
    static Labels labels(String[] texts, List<String> known, LongFunction<String> where) {
        Labels labels = new Labels(known);
        for (int example = 0; example < texts.length; example++) {
            if (texts[example].equals(NONE)) {
                labels.addNone();
                continue;
            }
            try {
                labels.add(texts[example], example);
            } catch (IllegalArgumentException e) {
                throw new DataException(where.apply(example) + ": " + e.getMessage(), e);
            }
        }
        return labels;
    }

    /**
     * The label as a text.
     *
     * @throws IllegalArgumentException if it is no class, without the place
     */
    private static String text(double number, List<String> known) {
        if (Double.isNaN(number)) {
            return NONE;
        }
        if (number != Math.rint(number) || Math.abs(number) >= EXACT) {
            throw new IllegalArgumentException(
                    "the label is " + number
                            + ", but classes are whole numbers from 0; is this the label? If not, data.label=none reads without");
        }
        String text = Long.toString((long) number);
        if (number < -1 && !known.contains(text)) {
            throw new IllegalArgumentException("the label is " + text
                    + ", but classes are whole numbers from 0, and -1 stands for no label; number them from 0");
        }
        return text;
    }

    /** Makes -1 {@link #NONE} where it is no class. */
    private static void clearMinusOne(String[] texts, List<String> known) {
        Set<String> found = new HashSet<>(Arrays.asList(texts));
        found.remove(NONE);
        boolean isClass = known.isEmpty() ? found.equals(Set.of(MINUS_ONE, "1")) : known.contains(MINUS_ONE);
        if (!isClass) {
            Arrays.setAll(texts, i -> texts[i].equals(MINUS_ONE) ? NONE : texts[i]);
        }
    }
}
