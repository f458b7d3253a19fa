package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.boltzmann.core.io.GroupDeclaration;
import org.boltzmann.core.io.MachineDeclaration;
import org.boltzmann.core.io.Role;
import org.boltzmann.core.io.TermDeclaration;

/**
 * A machine drawn as a factor graph in SVG: groups are boxes, in layers by their distance from the data, terms the small nodes
 * between them. Everything has a ground of its own, so that it can be read on light and on dark.
 */
final class SvgDrawing {

    private static final double BOX = 192;
    private static final double HEIGHT = 58;
    private static final double BESIDE = 14;
    private static final double LAYER = 190;
    private static final double NODE_HEIGHT = 20;
    private static final double LETTER = 6.6;
    private static final double MARGIN = 24;
    private static final String GREY = "#808890";

    private final MachineDeclaration machine;
    private final double across;
    private final Map<String, Integer> layers = new LinkedHashMap<>();
    private final Map<String, Point> centres = new HashMap<>();
    private final StringBuilder lines = new StringBuilder();
    private final StringBuilder shapes = new StringBuilder();
    private double left = Double.POSITIVE_INFINITY;
    private double right = Double.NEGATIVE_INFINITY;
    private double top = Double.POSITIVE_INFINITY;
    private double bottom = Double.NEGATIVE_INFINITY;

    private record Point(double x, double y) {}

    private SvgDrawing(MachineDeclaration machine) {
        this.machine = machine;
        double widest = machine.terms().stream()
                .filter(term -> term.groups().size() == 1)
                .mapToDouble(term -> width(label(term)))
                .max()
                .orElse(0);
        this.across = BOX + BESIDE + widest + 2 * MARGIN;
    }

    /** The drawing, a file's content. */
    static String of(MachineDeclaration machine) {
        SvgDrawing drawing = new SvgDrawing(machine);
        drawing.findLayers();
        drawing.placeGroups();
        drawing.drawJoining();
        drawing.drawOwn();
        drawing.drawGroups();
        drawing.drawNetwork();
        return drawing.svg();
    }

    private static boolean isData(GroupDeclaration group) {
        return group.role() != Role.HIDDEN;
    }

    /** Groups of the data are at the bottom; others one above the lowest they share a term with. */
    private void findLayers() {
        machine.groups().stream().filter(SvgDrawing::isData).forEach(group -> layers.put(group.name(), 0));
        if (layers.isEmpty()) {
            layers.put(machine.groups().get(0).name(), 0);
        }
        for (int layer = 0; layers.size() < machine.groups().size(); layer++) {
            List<String> next = new ArrayList<>();
            for (TermDeclaration term : machine.terms()) {
                int here = layer;
                if (term.groups().stream().anyMatch(name -> layers.getOrDefault(name, -1) == here)) {
                    term.groups().stream()
                            .filter(name -> !layers.containsKey(name) && !next.contains(name))
                            .forEach(next::add);
                }
            }
            if (next.isEmpty()) { // what is joined with nothing placed so far
                machine.groups().stream()
                        .map(GroupDeclaration::name)
                        .filter(name -> !layers.containsKey(name))
                        .findFirst()
                        .ifPresent(next::add);
            }
            for (String name : next) {
                layers.put(name, layer + 1);
            }
        }
    }

    /** Each layer is centred; every second one that is as wide as the one below is moved a little, so that few edges pass behind boxes. */
    private void placeGroups() {
        Map<Integer, List<String>> byLayer = new TreeMap<>();
        machine.groups()
                .forEach(group -> byLayer.computeIfAbsent(layers.get(group.name()), l -> new ArrayList<>())
                        .add(group.name()));
        int highest =
                byLayer.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        byLayer.forEach((layer, names) -> {
            double aside = layer % 2 == 1 && names.size() == 1 && highest > 1 ? across / 3 : 0;
            for (int n = 0; n < names.size(); n++) {
                double x = (n - (names.size() - 1) / 2.0) * across + aside;
                centres.put(names.get(n), new Point(x, (highest - layer) * LAYER));
            }
        });
    }

    private static double width(String label) {
        return label.length() * LETTER + 14;
    }

    /** Terms of several groups, in the bands between layers: over the middle of their groups, pushed apart where they overlap. */
    private void drawJoining() {
        Map<Integer, List<TermDeclaration>> bands = new TreeMap<>();
        for (TermDeclaration term : machine.terms()) {
            if (term.groups().size() > 1) {
                int lowest = term.groups().stream().mapToInt(layers::get).min().orElse(0);
                bands.computeIfAbsent(lowest, band -> new ArrayList<>()).add(term);
            }
        }
        int highest = layers.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        bands.forEach((band, terms) -> {
            double y = (highest - band) * LAYER - LAYER / 2;
            terms.sort(java.util.Comparator.comparingDouble(this::middle));
            double[] x = terms.stream().mapToDouble(this::middle).toArray();
            spread(x, terms);
            for (int t = 0; t < x.length; t++) {
                double height = y + (x.length > 3 ? (t % 2 * 2 - 1) * NODE_HEIGHT * 0.8 : 0);
                for (String group : terms.get(t).groups()) {
                    edge(x[t], height, centres.get(group));
                }
                node(x[t], height, label(terms.get(t)));
            }
        });
    }

    private double middle(TermDeclaration term) {
        return term.groups().stream()
                .mapToDouble(name -> centres.get(name).x())
                .average()
                .orElse(0);
    }

    private static void spread(double[] x, List<TermDeclaration> terms) {
        for (int round = 0; round < 200; round++) {
            for (int t = 1; t < x.length; t++) {
                double wanted = (width(label(terms.get(t - 1))) + width(label(terms.get(t)))) / 2 + 12;
                double lacking = wanted - (x[t] - x[t - 1]);
                if (lacking > 0) {
                    x[t - 1] -= lacking / 2;
                    x[t] += lacking / 2;
                }
            }
        }
    }

    private static String label(TermDeclaration term) {
        return term.type() + TextDrawing.detail(term);
    }

    /** From a term to the side of a box that looks at it. */
    private void edge(double x, double y, Point box) {
        double end = box.y() + (y < box.y() ? -HEIGHT / 2 : HEIGHT / 2);
        double towards = Math.max(-BOX / 3, Math.min(BOX / 3, (x - box.x()) / 3));
        double bend = (y + end) / 2;
        lines.append(String.format(
                Locale.ROOT,
                "  <path d=\"M%.1f %.1f C%.1f %.1f %.1f %.1f %.1f %.1f\"/>%n",
                x,
                y,
                x,
                bend,
                box.x() + towards,
                bend,
                box.x() + towards,
                end));
    }

    private void node(double x, double y, String label) {
        double width = width(label);
        shapes.append(String.format(
                Locale.ROOT,
                "  <rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"4\" fill=\"#33414e\" stroke=\"%s\"/>%n"
                        + "  <text x=\"%.1f\" y=\"%.1f\" fill=\"#ffffff\" font-size=\"11.5\">%s</text>%n",
                x - width / 2,
                y - NODE_HEIGHT / 2,
                width,
                NODE_HEIGHT,
                GREY,
                x,
                y + 4,
                escaped(label)));
        reach(x - width / 2, y - NODE_HEIGHT / 2, x + width / 2, y + NODE_HEIGHT / 2);
    }

    /** Terms of one group, in a column at its right. */
    private void drawOwn() {
        for (GroupDeclaration group : machine.groups()) {
            List<TermDeclaration> own = machine.terms().stream()
                    .filter(term -> term.groups().equals(List.of(group.name())))
                    .toList();
            Point box = centres.get(group.name());
            for (int t = 0; t < own.size(); t++) {
                String label = label(own.get(t));
                double y = box.y() + (t - (own.size() - 1) / 2.0) * (NODE_HEIGHT + 4);
                double x = box.x() + BOX / 2 + BESIDE + width(label) / 2;
                lines.append(String.format(
                        Locale.ROOT,
                        "  <path d=\"M%.1f %.1f L%.1f %.1f\"/>%n",
                        box.x() + BOX / 2,
                        box.y() + (y - box.y()) / 2,
                        x - width(label) / 2,
                        y));
                node(x, y, label);
            }
        }
    }

    /** A network that computes a context, below the groups: arrows from what it reads and to what it computes. */
    private void drawNetwork() {
        machine.network().filter(network -> network.groups().size() == 2).ifPresent(network -> {
            Point from = centres.get(network.groups().get(0));
            Point to = centres.get(network.groups().get(1));
            String label = TextDrawing.read(network) + " \u2192 " + TextDrawing.units(machine, network);
            double x = (from.x() + to.x()) / 2;
            double y = Math.max(from.y(), to.y()) + HEIGHT / 2 + LAYER / 3;
            lines.append("  <g stroke-dasharray=\"5 3\">\n");
            edge(x, y, from);
            edge(x, y, to);
            lines.append("  </g>\n");
            double tip = to.y() + HEIGHT / 2;
            double at = to.x() + Math.max(-BOX / 3, Math.min(BOX / 3, (x - to.x()) / 3));
            lines.append(String.format(
                    Locale.ROOT, "  <path d=\"M%.1f %.1f l-5 9 l10 0 z\" fill=\"%s\"/>%n", at, tip, GREY));
            node(x, y, label);
        });
    }

    private void drawGroups() {
        for (GroupDeclaration group : machine.groups()) {
            Point at = centres.get(group.name());
            String fill = switch (group.role()) {
                case OBSERVED -> "#cfe3f7";
                case LABEL -> "#d6efd2";
                case CONTEXT -> "#e6dcf5";
                case HIDDEN -> "#f4efe2";
            };
            shapes.append(String.format(
                    Locale.ROOT,
                    "  <rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"10\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.5\"/>%n",
                    at.x() - BOX / 2,
                    at.y() - HEIGHT / 2,
                    BOX,
                    HEIGHT,
                    fill,
                    GREY));
            text(at.x(), at.y() - 12, 15, "font-weight=\"bold\"", group.name());
            text(at.x(), at.y() + 6, 12, "", shortened(TextDrawing.type(group)));
            text(at.x(), at.y() + 21, 12, "", shortened(TextDrawing.size(group) + ", " + group.role()));
            reach(at.x() - BOX / 2, at.y() - HEIGHT / 2, at.x() + BOX / 2, at.y() + HEIGHT / 2);
        }
    }

    private static String shortened(String text) {
        int most = (int) (BOX / LETTER);
        return text.length() <= most ? text : text.substring(0, most - 3) + "...";
    }

    private void text(double x, double y, double size, String more, String words) {
        shapes.append(String.format(
                Locale.ROOT,
                "  <text x=\"%.1f\" y=\"%.1f\" fill=\"#1d242b\" font-size=\"%.1f\" %s>%s</text>%n",
                x,
                y,
                size,
                more,
                escaped(words)));
    }

    private void reach(double fromX, double fromY, double toX, double toY) {
        left = Math.min(left, fromX);
        top = Math.min(top, fromY);
        right = Math.max(right, toX);
        bottom = Math.max(bottom, toY);
    }

    /** Neither Java's control characters nor what XML 1.0 forbids. */
    private static final String NO_XML = "[^\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]|\\p{Cc}|\\p{Cf}";

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll(NO_XML, "?");
    }

    private String svg() {
        double width = right - left + 2 * MARGIN;
        double height = bottom - top + 2 * MARGIN;
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"%.1f %.1f %.1f %.1f\" width=\"%.0f\" height=\"%.0f\""
                        + " font-family=\"sans-serif\" text-anchor=\"middle\">%n"
                        + "  <title>%s</title>%n <g fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\">%n%s </g>%n%s</svg>%n",
                left - MARGIN,
                top - MARGIN,
                width,
                height,
                width,
                height,
                escaped(machine.name()),
                GREY,
                lines,
                shapes);
    }
}
