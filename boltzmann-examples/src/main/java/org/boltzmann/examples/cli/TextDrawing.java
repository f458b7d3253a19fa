package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.boltzmann.core.io.GroupDeclaration;
import org.boltzmann.core.io.MachineDeclaration;
import org.boltzmann.core.io.TermDeclaration;
import org.boltzmann.examples.check.Judgement;

/** A machine drawn in ASCII: a line for each group, and down from it one for each term that joins groups. */
final class TextDrawing {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int APART = 4;

    private TextDrawing() {}

    /** The drawing, which ends with a line's end: groups, then the terms by their letters. */
    static String of(MachineDeclaration machine) {
        List<TermDeclaration> joining = machine.terms().stream()
                .filter(term -> term.groups().size() > 1)
                .toList();
        List<String> names =
                machine.groups().stream().map(GroupDeclaration::name).toList();
        List<List<String>> cells = machine.groups().stream()
                .map(group -> List.of(
                        group.name(), type(group), size(group), group.role().toString(), own(machine, group)))
                .toList();
        StringBuilder text = new StringBuilder();
        for (int g = 0; g < names.size(); g++) {
            StringBuilder head = new StringBuilder();
            for (int c = 0; c < cells.get(g).size(); c++) {
                int column = c;
                int width = cells.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0);
                String cell = cells.get(g).get(c);
                head.append(cell).append(" ".repeat(width - cell.length() + 2));
            }
            append(text, head + wire(names, joining, g));
            if (g < names.size() - 1 && !joining.isEmpty()) {
                append(text, " ".repeat(head.length()) + gap(names, joining, g));
            }
        }
        for (int t = 0; t < joining.size(); t++) {
            append(text, "    " + letter(t) + "  " + Judgement.name(joining.get(t)) + detail(joining.get(t)));
        }
        machine.network().ifPresent(network -> append(text, "    " + network(machine, network)));
        return text.toString();
    }

    /** What a network computes and from what, from left to right; its own terms are none of the energy, so that it has no letter. */
    private static String network(MachineDeclaration machine, TermDeclaration network) {
        return read(network) + " -> " + units(machine, network) + " -> "
                + network.groups().get(1);
    }

    /** What a network reads. */
    static String read(TermDeclaration network) {
        return network.groups().get(0) + " of the frames before";
    }

    /** What kind of network it is, with its options, and how many units of it the machine sees. */
    static String units(MachineDeclaration machine, TermDeclaration network) {
        String size = machine.groups().stream()
                .filter(group -> group.name().equals(network.groups().get(1)))
                .map(TextDrawing::size)
                .findFirst()
                .orElse("?");
        return network.type() + detail(network) + ", " + size + " units";
    }

    private static void append(StringBuilder text, String line) {
        text.append(String.format("%s%n", line.stripTrailing()));
    }

    static String type(GroupDeclaration group) {
        return group.options().isEmpty()
                ? group.type()
                : group.type()
                        + new TreeMap<>(group.options())
                                .entrySet().stream()
                                        .map(Map.Entry::toString)
                                        .collect(Collectors.joining(", ", "(", ")"));
    }

    static String size(GroupDeclaration group) {
        if (group.size() == GroupDeclaration.FROM_DATA) {
            return "as the data";
        }
        return group.shape().size() > 1
                ? group.shape().stream().map(Object::toString).collect(Collectors.joining(" x "))
                : Integer.toString(group.size());
    }

    /** The terms of a group alone. */
    private static String own(MachineDeclaration machine, GroupDeclaration group) {
        return machine.terms().stream()
                .filter(term -> term.groups().equals(List.of(group.name())))
                .map(term -> term.type() + detail(term))
                .collect(Collectors.joining(", "));
    }

    /** Options that are short, and parameters that have names of their own. */
    static String detail(TermDeclaration term) {
        List<String> parts = new ArrayList<>();
        new TreeMap<>(term.options()).forEach((key, value) -> {
            if (value.length() <= 12) {
                parts.add(key + " " + value);
            } else {
                parts.add(value.split(",").length + " " + key);
            }
        });
        return parts.isEmpty() ? "" : " [" + String.join(", ", parts) + "]";
    }

    private static char letter(int term) {
        return term < LETTERS.length() ? LETTERS.charAt(term) : '#';
    }

    private static String wire(List<String> names, List<TermDeclaration> terms, int group) {
        int last = -1;
        for (int t = 0; t < terms.size(); t++) {
            last = terms.get(t).groups().contains(names.get(group)) ? t : last;
        }
        StringBuilder wire = new StringBuilder();
        for (int t = 0; t < terms.size(); t++) {
            wire.append((t <= last ? "-" : " ").repeat(APART - 1));
            if (terms.get(t).groups().contains(names.get(group))) {
                wire.append(letter(t));
            } else if (passes(names, terms.get(t), group) && passes(names, terms.get(t), group - 1)) {
                wire.append('|');
            } else {
                wire.append(t <= last ? '-' : ' ');
            }
        }
        return wire.toString();
    }

    private static String gap(List<String> names, List<TermDeclaration> terms, int group) {
        StringBuilder gap = new StringBuilder();
        for (TermDeclaration term : terms) {
            gap.append(" ".repeat(APART - 1)).append(passes(names, term, group) ? '|' : ' ');
        }
        return gap.toString();
    }

    /** Whether a term's line goes on from a group's line to the next below. */
    private static boolean passes(List<String> names, TermDeclaration term, int group) {
        boolean above = names.subList(0, group + 1).stream().anyMatch(term.groups()::contains);
        boolean below = names.subList(group + 1, names.size()).stream().anyMatch(term.groups()::contains);
        return above && below;
    }
}
