package org.boltzmann.core.wiring;

import java.util.ArrayList;
import java.util.List;
import org.boltzmann.core.Excerpt;

/** Settings that cannot be used; the message holds every problem, one a line, of very many the first. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final int MOST = 20;
    private static final int LONGEST = 1000;

    /**
     * Some problems.
     *
     * @param problems what is wrong, each with key, value, what is allowed
     */
    public SettingsException(List<String> problems) {
        this(problems, null);
    }

    /**
     * Some problems that something else brought up.
     *
     * @param problems what is wrong
     * @param cause what brought them up
     */
    public SettingsException(List<String> problems, Throwable cause) {
        super(told(problems), cause);
    }

    private static String told(List<String> problems) {
        List<String> all = problems.stream().flatMap(String::lines).toList();
        List<String> lines = new ArrayList<>();
        for (String line : all.subList(0, Math.min(MOST, all.size()))) {
            lines.add(Excerpt.of(line, LONGEST));
        }
        if (all.size() > MOST) {
            lines.add("... and " + (all.size() - MOST) + " more");
        }
        return String.join(System.lineSeparator(), lines);
    }
}
