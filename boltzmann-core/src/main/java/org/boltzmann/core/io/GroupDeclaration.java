package org.boltzmann.core.io;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.Group;

/**
 * A group as a file declares it.
 *
 * @param name its name
 * @param type name of its unit type
 * @param options option names and values of the unit type
 * @param size number of units; {@link #FROM_DATA} for as many as the data have features, or classes for a label
 * @param shape sizes of the axes the units are arranged in; empty for a line, or for the shape of the data
 * @param role what it is to the data
 */
public record GroupDeclaration(
        String name, String type, Map<String, String> options, int size, List<Integer> shape, Role role) {

    /** The size of a group that the data decide. */
    public static final int FROM_DATA = 0;

    public GroupDeclaration {
        options = Map.copyOf(options);
        shape = List.copyOf(shape);
    }

    static GroupDeclaration of(Group group, Role role) {
        return new GroupDeclaration(
                group.name(), group.type().name(), group.type().options(), group.size(), group.shape(), role);
    }

    static GroupDeclaration read(Tree tree) {
        tree.checkKeys("name", "type", "options", "size", "shape", "role");
        Map<String, String> options = new LinkedHashMap<>();
        tree.find("options").ifPresent(some -> some.fields().forEach((key, value) -> options.put(key, value.joined())));
        String type = tree.get("type").text();
        List<Integer> shape = tree.find("shape")
                .map(axes -> axes.elements().stream().map(Tree::integer).toList())
                .orElse(List.of());
        long product =
                shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> Math.min(a * b, Integer.MAX_VALUE));
        int size = tree.find("size").map(Tree::integer).orElse(shape.isEmpty() ? FROM_DATA : (int) product);
        return new GroupDeclaration(
                tree.get("name").text(),
                type,
                options,
                size,
                shape,
                tree.find("role").map(GroupDeclaration::role).orElse(Role.HIDDEN));
    }

    private static Role role(Tree tree) {
        for (Role role : Role.values()) {
            if (role.toString().equals(tree.text())) {
                return role;
            }
        }
        throw tree.refused("is \"" + Excerpt.of(tree.text()) + "\" but must be observed, label, context or hidden");
    }

    /** The same group with the size and shape that the data give. */
    GroupDeclaration sized(int units, List<Integer> axes) {
        return new GroupDeclaration(name, type, options, units, axes, role);
    }

    /** Whether the data give its values. */
    boolean holdsFeatures() {
        return role == Role.OBSERVED || role == Role.CONTEXT;
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", name);
        tree.put("type", type);
        if (!options.isEmpty()) {
            tree.put("options", new java.util.TreeMap<>(options));
        }
        if (size != FROM_DATA) {
            tree.put("size", size);
        }
        if (!shape.isEmpty()) {
            tree.put("shape", shape);
        }
        if (role != Role.HIDDEN) {
            tree.put("role", role.toString());
        }
        return tree;
    }
}
