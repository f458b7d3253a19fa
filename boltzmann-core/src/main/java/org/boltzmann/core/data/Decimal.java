package org.boltzmann.core.data;

import java.util.regex.Pattern;

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

    private static final Pattern COMMA = Pattern.compile("[+-]?[0-9]+,[0-9]+([eE][+-]?[0-9]{1,4})?");
    private static final Pattern MAYBE_THOUSANDS = Pattern.compile("[+-]?[1-9][0-9]{0,2},[0-9]{3}");
    private static final Pattern THOUSANDS = Pattern.compile(
            "[+-]?[0-9]{1,3}(([, '\u00a0\u202f][0-9]{3})+(\\.[0-9]*)?|(\\.[0-9]{3})+(,[0-9]*)|(\\.[0-9]{3}){2,})");

    /** The number with a comma where the others have a point; NaN if it is none. */
    static float parseComma(String text) {
        return COMMA.matcher(text).matches() ? parse(text.replace(',', '.')) : Float.NaN;
    }

    static boolean hasComma(String text) {
        return COMMA.matcher(text).matches();
    }

    /** Whether a number with a comma may as well be a thousand times as large. */
    static boolean mayBeThousands(String text) {
        return MAYBE_THOUSANDS.matcher(text).matches();
    }

    /** Whether a number has separators between its thousands. */
    static boolean hasThousands(String text) {
        return text.length() < 40 && THOUSANDS.matcher(text).matches();
    }

    /** 1 for true and 0 for false as pandas and R write them; NaN if it is neither. */
    static float truth(String text) {
        return switch (text) {
            case "True", "true", "TRUE" -> 1;
            case "False", "false", "FALSE" -> 0;
            default -> Float.NaN;
        };
    }
}
