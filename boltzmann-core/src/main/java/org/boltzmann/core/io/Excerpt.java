package org.boltzmann.core.io;

/** What a stranger's file says, fit for a message: short, on one line, and without characters that could act on a terminal. */
public final class Excerpt {

    private static final int MOST = 60;

    private Excerpt() {}

    /**
     * The beginning of a text.
     *
     * @param text any text
     * @return at most 60 of its characters, those that could act on a terminal escaped
     */
    public static String of(String text) {
        return of(text, MOST);
    }

    /**
     * The beginning of a text.
     *
     * @param text any text
     * @param most how many of its characters are wanted at most
     * @return so many, those that could act on a terminal escaped, and points where it goes on
     */
    public static String of(String text, int most) {
        StringBuilder visible = new StringBuilder();
        text.codePoints().limit(most).forEach(c -> append(visible, c));
        return visible.append(text.codePointCount(0, text.length()) > most ? "..." : "")
                .toString();
    }

    private static void append(StringBuilder visible, int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> visible.append(String.format("\\u%04x", c));
            default -> visible.appendCodePoint(c);
        }
    }
}
