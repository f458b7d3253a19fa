package org.boltzmann.core.io;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.boltzmann.core.Parameter;

/**
 * A parameter as a file declares it; what is left out is as its term would have it.
 *
 * @param shape sizes of its axes
 * @param decays whether weight decay applies to it
 * @param initializer name of what sets its first values
 * @param settings settings of training for this parameter alone, by key: {@code learning-rate}, {@code l1}, {@code l2},
 *     {@code max-norm}
 */
public record ParameterDeclaration(
        Optional<List<Integer>> shape,
        Optional<Boolean> decays,
        Optional<String> initializer,
        Map<String, String> settings) {

    /** Everything as the term would have it. */
    static final ParameterDeclaration UNSAID =
            new ParameterDeclaration(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    private static final List<String> SETTINGS = List.of("learning-rate", "l1", "l2", "max-norm");

    public ParameterDeclaration {
        settings = Map.copyOf(settings);
    }

    static ParameterDeclaration of(Parameter parameter) {
        return new ParameterDeclaration(
                Optional.of(parameter.shape()),
                Optional.of(parameter.decays()),
                parameter.initializer().name(),
                Map.of());
    }

    static ParameterDeclaration read(Tree tree) {
        tree.checkKeys("shape", "decays", "initializer", "learning-rate", "l1", "l2", "max-norm");
        Map<String, String> settings = new LinkedHashMap<>();
        SETTINGS.forEach(key -> tree.find(key).ifPresent(value -> settings.put(key, value.joined())));
        return new ParameterDeclaration(
                tree.find("shape")
                        .map(axes -> axes.elements().stream().map(Tree::integer).toList()),
                tree.find("decays").map(Tree::truth),
                tree.find("initializer").map(Tree::text),
                settings);
    }

    /** The same with settings of training. */
    ParameterDeclaration with(Map<String, String> some) {
        return new ParameterDeclaration(shape, decays, initializer, some);
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        shape.ifPresent(axes -> tree.put("shape", axes));
        decays.ifPresent(truth -> tree.put("decays", truth));
        initializer.ifPresent(name -> tree.put("initializer", name));
        tree.putAll(new TreeMap<>(settings));
        return tree;
    }
}
