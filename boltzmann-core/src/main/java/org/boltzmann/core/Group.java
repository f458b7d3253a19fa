package org.boltzmann.core;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A named set of units of one type.
 *
 * <p>Construction is refused with an {@link IllegalArgumentException} if the name, the size or the shape is not as described, or the type refuses the size.
 *
 * @param name letters, digits and underscores, beginning with a letter; it names parameters, settings and tensors
 * @param type what a unit's values are and how it answers to a field
 * @param size number of units, at least 1
 * @param shape sizes of the axes the units are arranged in, row by row, for pictures; their product is {@code size}
 */
public record Group(String name, UnitType type, int size, List<Integer> shape) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    public Group {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "group name \"" + name + "\": use letters, digits and underscores, beginning with a letter");
        }
        if (size < 1) {
            throw new IllegalArgumentException("group " + name + ": size is " + size + " but must be at least 1");
        }
        shape = List.copyOf(shape);
        long product = shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
        if (product != size || shape.stream().anyMatch(axis -> axis < 1)) {
            throw new IllegalArgumentException(
                    "group " + name + ": shape " + shape + " has " + product + " units but the group has " + size);
        }
        type.checkSize(name, size);
    }

    /**
     * A group whose units are arranged in a line.
     *
     * @param name its name
     * @param type its unit type
     * @param size number of units
     * @return the group
     */
    public static Group of(String name, UnitType type, int size) {
        return new Group(name, type, size, List.of(size));
    }

    /**
     * The same group, its units arranged in the given axes.
     *
     * @param axes sizes of the axes, such as 28, 28 for a picture of 28 rows
     * @return a group equal but for its shape
     */
    public Group withShape(Integer... axes) {
        return new Group(name, type, size, List.of(axes));
    }

    /**
     * Number of blocks: sets of units that take their values together.
     *
     * @return {@code size / type.block()}
     */
    public int blocks() {
        return size / type.block();
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name + ":" + type.name() + "[" + size + "]";
    }
}
