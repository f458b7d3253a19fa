package org.boltzmann.core.io;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A term as a file declares it, or a network: then the group it reads and the group it computes are its groups.
 *
 * @param type name of its kind
 * @param groups names of its groups, in the order the kind wants
 * @param parameters names of its parameters; empty for parameters of its own, customarily named
 * @param options option names and values of its kind
 */
public record TermDeclaration(String type, List<String> groups, List<String> parameters, Map<String, String> options) {

    public TermDeclaration {
        groups = List.copyOf(groups);
        parameters = List.copyOf(parameters);
        options = Map.copyOf(options);
    }

    static TermDeclaration read(Tree tree) {
        tree.checkKeys("type", "groups", "parameters", "options");
        Map<String, String> options = new LinkedHashMap<>();
        tree.find("options").ifPresent(some -> some.fields().forEach((key, value) -> options.put(key, value.joined())));
        return new TermDeclaration(
                tree.get("type").text(),
                texts(tree.get("groups")),
                tree.find("parameters").map(TermDeclaration::texts).orElse(List.of()),
                options);
    }

    private static List<String> texts(Tree tree) {
        return tree.elements().stream().map(Tree::text).toList();
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("type", type);
        tree.put("groups", groups);
        if (!parameters.isEmpty()) {
            tree.put("parameters", parameters);
        }
        if (!options.isEmpty()) {
            tree.put("options", new TreeMap<>(options));
        }
        return tree;
    }
}
