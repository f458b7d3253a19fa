package org.boltzmann.core.data;

/** Decimal numbers in text, more strictly than {@link Float#parseFloat}: no "1f", no hexadecimal, no "NaN". */
final class Decimal {

    /** Integers of so few digits are floats exactly. */
    private static final int SHORT = 7;

    private Decimal() {}

    /** The number, infinite if too large for a float; NaN if it is none. */
    static float parse(String text) {
        int length = text.length();
        if (length == 0) {
            return Float.NaN;
        }
        if (length <= SHORT) {
            int number = 0;
            int i = 0;
            while (i < length && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                number = 10 * number + text.charAt(i++) - '0';
            }
            if (i == length) {
                return number;
            }
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!((c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E')) {
                return Float.NaN;
            }
        }
        try {
            return Float.parseFloat(text);
        } catch (NumberFormatException e) {
            return Float.NaN;
        }
    }

    static boolean isNumber(String text) {
        return !Float.isNaN(parse(text));
    }
}
