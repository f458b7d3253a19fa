package org.boltzmann.examples.bench;

import java.util.List;
import java.util.Map;
import org.boltzmann.core.Group;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Real;

/**
 * A term to be measured: the name of its type, as the catalog knows it, and the groups it is to touch. A new kind of term is
 * measured by one line in {@link #all}.
 *
 * @param name what the table calls it
 * @param type the name of its {@link org.boltzmann.core.TermType}
 * @param options the type's options
 * @param groups the groups; context holds real numbers, of binary units a fifth are on
 * @param isStepped whether a step of CD-1 is measured too, of biases and this term, all but the second group of which is hidden or context
 */
public record TermCase(String name, String type, Map<String, String> options, List<Group> groups, boolean isStepped) {

    private static final int CLASSES = 10;

    /** All cases for machines of a size. */
    static List<TermCase> all(BenchSize size) {
        Group v = binary("v", size.visible());
        Group h = binary("h", size.hidden());
        Group y = label(CLASSES);
        Group x = context(size.visible());
        Group some = binary("v", Math.max(1, size.visible() / 4));
        Group few = binary("h", Math.max(1, size.hidden() / 5));
        Map<String, String> factors = Map.of("factors", "200");
        return List.of(
                of("bias", v),
                of("pairwise", v, h),
                of("pairwise, 10 classes first", "pairwise", y, h),
                of("three-way", v, h, binary("z", CLASSES)),
                of("three-way, 10 classes third", "three-way", v, h, y),
                of("three-way, 10 classes second", "three-way", v, y, h),
                of("three-way, 10 classes first", "three-way", y, v, h),
                new TermCase(
                        "three-way, context first",
                        "three-way",
                        Map.of(),
                        List.of(context(some.size()), some, few),
                        true),
                new TermCase("factored", "factored", factors, List.of(x, v, h), true),
                new TermCase("masked", "masked", Map.of("component", "0"), List.of(v, mask(v), h), false));
    }

    private static Group mask(Group visible) {
        return Group.of("z", new OneHot(2), 2 * visible.size());
    }

    /** Factored terms of which each is twice the one before, by its factors or by its units. */
    static List<TermCase> growing(BenchSize size) {
        return List.of(factored(100, size, 2), factored(200, size, 2), factored(200, size, 1), factored(400, size, 1));
    }

    private static TermCase factored(int factors, BenchSize size, int divisor) {
        int visible = Math.max(1, size.visible() / divisor);
        return new TermCase(
                "growing",
                "factored",
                Map.of("factors", Integer.toString(factors)),
                List.of(context(visible), binary("v", visible), binary("h", Math.max(1, size.hidden() / divisor))),
                true);
    }

    private static TermCase of(String type, Group... groups) {
        return of(type, type, groups);
    }

    private static TermCase of(String name, String type, Group... groups) {
        return new TermCase(name, type, Map.of(), List.of(groups), false);
    }

    private static Group binary(String name, int units) {
        return Group.of(name, new Bernoulli(), units);
    }

    private static Group label(int classes) {
        return Group.of("y", new OneHot(classes), classes);
    }

    private static Group context(int units) {
        return Group.of("x", new Real(), units);
    }

    /** Units of all groups. */
    int units() {
        return groups.stream().mapToInt(Group::size).sum();
    }
}
