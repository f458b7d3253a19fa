package org.boltzmann.examples.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import org.boltzmann.core.Excerpt;

/** Text on its way to a person: what could act on a terminal, such as a name in a stranger's file, is shown instead. */
final class VisibleWriter extends FilterWriter {

    private VisibleWriter(Writer out) {
        super(out);
    }

    static PrintWriter of(PrintWriter out) {
        return new PrintWriter(new VisibleWriter(out), true);
    }

    @Override
    public void write(int c) throws IOException {
        write(Character.toString((char) c));
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        write(new String(text, from, length));
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        out.write(Excerpt.lines(text.substring(from, from + length)));
    }
}
