package org.boltzmann.core;

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

    /**
     * The whole of a text of several lines.
     *
     * @param text any text
     * @return the text with its line ends and tabs, all else that could act on a terminal escaped
     */
    public static String lines(String text) {
        StringBuilder visible = new StringBuilder();
        int[] all = text.codePoints().toArray();
        for (int i = 0; i < all.length; i++) {
            boolean ends = all[i] == '\n' || (all[i] == '\r' && i + 1 < all.length && all[i + 1] == '\n');
            if (ends || all[i] == '\t') {
                visible.appendCodePoint(all[i]);
            } else {
                append(visible, all[i]);
            }
        }
        return visible.toString();
    }

    private static void append(StringBuilder visible, int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> {
                for (char half : Character.toChars(c)) {
                    visible.append(String.format("\\u%04x", (int) half));
                }
            }
            default -> visible.appendCodePoint(c);
        }
    }
}
