package org.boltzmann.core.wiring;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.boltzmann.core.io.Tree;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML text as maps, lists and texts, with the line of each: no types, tags, anchors or aliases, no key twice. */
final class YamlText {

    private static final int DEEPEST = 20;
    private static final int LARGEST = 1 << 20;
    private static final Set<Tag> PLAIN =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MERGE);

    private final String name;
    private final Map<String, Integer> lines = new HashMap<>();
    private final Object value;

    /**
     * Reads a text.
     *
     * @throws SettingsException if it cannot be understood, with the line
     */
    YamlText(String name, String text) {
        this.name = name;
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(LARGEST);
        try {
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            this.value = root == null ? null : value("", root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new SettingsException(List.of(name + ":" + line + ": is no YAML: " + e.getProblem()), e);
        } catch (YAMLException e) {
            throw new SettingsException(
                    List.of(name + ": is no YAML: "
                            + String.valueOf(e.getMessage()).replaceAll("\\s+", " ")),
                    e);
        }
    }

    private Object value(String path, Node node) {
        int line = node.getStartMark().getLine() + 1;
        lines.putIfAbsent(path, line);
        if (node.getAnchor() != null) {
            throw refused(line, "anchors and aliases are not understood here; write the value out");
        }
        if (node instanceof ScalarNode scalar) {
            if (!PLAIN.contains(node.getTag())) {
                throw refused(line, "the tag " + node.getTag() + " is not understood here; leave it out");
            }
            return node.getTag().equals(Tag.NULL) ? null : scalar.getValue();
        }
        if (!node.getTag().equals(node instanceof SequenceNode ? Tag.SEQ : Tag.MAP)) {
            throw refused(line, "the tag " + node.getTag() + " is not understood here; leave it out");
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> list = new ArrayList<>();
            for (Node element : sequence.getValue()) {
                list.add(value(path + "[" + list.size() + "]", element));
            }
            return list;
        }
        Map<String, Object> map = new LinkedHashMap<>();
        for (NodeTuple entry : ((MappingNode) node).getValue()) {
            int at = entry.getKeyNode().getStartMark().getLine() + 1;
            if (!(entry.getKeyNode() instanceof ScalarNode key) || key.getAnchor() != null) {
                throw refused(at, "a key must be a word");
            }
            String inner = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
            if (map.containsKey(key.getValue())) {
                throw refused(
                        at,
                        inner + " is set a second time, first in line " + lines.get(inner) + "; leave one of them out");
            }
            lines.put(inner, at);
            map.put(key.getValue(), value(inner, entry.getValueNode()));
        }
        return map;
    }

    private SettingsException refused(int line, String what) {
        return new SettingsException(List.of(name + ":" + line + ": " + what));
    }

    /** Maps, lists, texts; null where nothing stands. */
    Object value() {
        return value;
    }

    /** The line in which the value of a path such as {@code machine.groups[0]} stands. */
    int line(String path) {
        return lines.getOrDefault(path, 1);
    }

    /** A part of the text as a tree that tells its places by file and line; {@code from} is the path of that part. */
    Tree tree(String called, Object part, String from) {
        return Tree.of(
                called, part, path -> place(path, from.isEmpty() ? path.replaceFirst("^machine\\.?", "") : path));
    }

    private String place(String told, String path) {
        String at = path;
        while (!lines.containsKey(at) && !at.isEmpty()) { // what is missing is missed where it should be
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
        return name + ":" + line(at) + ": " + told;
    }
}
