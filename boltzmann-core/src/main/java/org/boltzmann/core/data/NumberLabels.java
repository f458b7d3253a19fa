package org.boltzmann.core.data;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
     * The label as a text.
     *
     * @throws IllegalArgumentException if it is no class, without the place
     */
    static String text(double number, List<String> known) {
        if (Double.isNaN(number)) {
            return NONE;
        }
        if (number != Math.rint(number) || Math.abs(number) >= EXACT) {
            throw new IllegalArgumentException(
                    "the label is " + number + ", but classes are whole numbers from 0; is this the label?");
        }
        String text = Long.toString((long) number);
        if (number < -1 && !known.contains(text)) {
            throw new IllegalArgumentException("the label is " + text
                    + ", but classes are whole numbers from 0, and -1 stands for no label; number them from 0");
        }
        return text;
    }

    /** Makes -1 {@link #NONE} where it is no class. */
    static void clearMinusOne(String[] texts, List<String> known) {
        Set<String> found = new HashSet<>(Arrays.asList(texts));
        found.remove(NONE);
        boolean isClass = known.isEmpty() ? found.equals(Set.of(MINUS_ONE, "1")) : known.contains(MINUS_ONE);
        if (!isClass) {
            Arrays.setAll(texts, i -> texts[i].equals(MINUS_ONE) ? NONE : texts[i]);
        }
    }
}
