package org.boltzmann.core.data;

/** What a stranger's file says, fit for a message: short, on one line, and without characters that could act on a terminal. */
final class Excerpt {

    private static final int MOST = 60;

    private Excerpt() {}

    static String of(String text) {
        StringBuilder visible = new StringBuilder();
        text.codePoints().limit(MOST).forEach(c -> append(visible, c));
        return visible.append(text.codePointCount(0, text.length()) > MOST ? "..." : "")
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
