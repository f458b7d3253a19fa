package org.boltzmann.examples.diff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.io.Json;
import org.boltzmann.core.io.MachineDeclaration;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.Tensor;

/**
 * What differs between two model files, a and b; what is the same is left out.
 *
 * @param settings by key
 * @param declaration by group, term or parameter
 * @param provenance by key
 * @param tensors parameters, and tensors beside them, by name
 * @param same how many tensors are the same, bit for bit
 */
public record ModelDifference(
        Map<String, Sides> settings,
        Map<String, Sides> declaration,
        Map<String, Sides> provenance,
        Map<String, TensorSides> tensors,
        int same) {
    private static final int LONGEST = 1000;

    /**
     * Two texts that are not the same.
     *
     * @param a of the one file, if it has any
     * @param b of the other
     */
    public record Sides(Optional<String> a, Optional<String> b) {

        @Override
        public String toString() {
            return a.orElse("nothing") + " | " + b.orElse("nothing");
        }
    }

    /**
     * Two tensors that are not the same.
     *
     * @param a the shape in the one file; empty if it is not there
     * @param b in the other
     * @param distance how far they lie apart, if their shapes are the same
     */
    public record TensorSides(Optional<List<Integer>> a, Optional<List<Integer>> b, Optional<Distance> distance) {

        @Override
        public String toString() {
            return distance.map(apart -> a.orElseThrow() + "  " + apart).orElseGet(() -> shape(a) + " | " + shape(b));
        }

        private static String shape(Optional<List<Integer>> shape) {
            return shape.map(List::toString).orElse("nothing");
        }
    }

    public ModelDifference {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        declaration = Collections.unmodifiableMap(new LinkedHashMap<>(declaration));
        provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /**
     * Compares.
     *
     * @param a what the one file holds
     * @param b what the other holds
     * @return what differs
     */
    public static ModelDifference between(ModelFile a, ModelFile b) {
        Map<String, Tensor> first = tensors(a);
        Map<String, Tensor> second = tensors(b);
        Map<String, TensorSides> tensors = new LinkedHashMap<>();
        int same = 0;
        for (String name : union(first.keySet(), second.keySet())) {
            if (first.containsKey(name) && first.get(name).equals(second.get(name))) {
                same++;
            } else {
                tensors.put(name, sides(Optional.ofNullable(first.get(name)), Optional.ofNullable(second.get(name))));
            }
        }
        return new ModelDifference(
                texts(a.settings(), b.settings()),
                texts(parts(a.declaration()), parts(b.declaration())),
                texts(a.provenance(), b.provenance()),
                tensors,
                same);
    }

    private static Map<String, Tensor> tensors(ModelFile model) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Parameter parameter : model.machine().parameters()) {
            tensors.put(parameter.name(), Tensor.of(model.machine().theta().of(parameter), parameter.shape()));
        }
        tensors.putAll(model.attachments());
        return tensors;
    }

    private static TensorSides sides(Optional<Tensor> a, Optional<Tensor> b) {
        boolean alike = a.isPresent() && a.map(Tensor::shape).equals(b.map(Tensor::shape));
        return new TensorSides(
                a.map(Tensor::shape),
                b.map(Tensor::shape),
                alike
                        ? Optional.of(Distance.between(
                                a.orElseThrow().data(), b.orElseThrow().data()))
                        : Optional.empty());
    }

    private static Map<String, Sides> texts(Map<String, String> a, Map<String, String> b) {
        Map<String, Sides> texts = new LinkedHashMap<>();
        for (String key : union(a.keySet(), b.keySet())) {
            Sides sides = new Sides(Optional.ofNullable(a.get(key)), Optional.ofNullable(b.get(key)));
            if (!sides.a().equals(sides.b())) {
                texts.put(key, sides);
            }
        }
        return texts;
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        Set<String> all = new LinkedHashSet<>(a);
        all.addAll(b);
        return all;
    }

    /** Each group, parameter and term of a declaration by what it is called, so that an inserted one does not shift the others. */
    private static Map<String, String> parts(MachineDeclaration declaration) {
        Map<String, String> parts = new LinkedHashMap<>();
        declaration.tree().forEach((key, value) -> {
            if (value instanceof List<?> list) {
                list.forEach(element -> part(parts, key, (Map<?, ?>) element));
            } else if (value instanceof Map<?, ?> map && !key.equals("network")) {
                map.forEach((name, inner) -> put(parts, "parameter " + name, Json.write(inner)));
            } else {
                put(parts, key, value instanceof String text ? text : Json.write(value));
            }
        });
        return parts;
    }

    private static void part(Map<String, String> parts, String kind, Map<?, ?> element) {
        put(
                parts,
                kind.equals("groups")
                        ? "group " + element.get("name")
                        : "term " + element.get("type") + element.get("groups"),
                Json.write(element));
    }

    private static void put(Map<String, String> parts, String name, String value) {
        String free = name;
        for (int i = 2; parts.containsKey(free); i++) {
            free = name + " (" + i + ")";
        }
        parts.put(free, value);
    }

    /**
     * Whether the files say the same.
     *
     * @return true if nothing differs
     */
    public boolean isNone() {
        return settings.isEmpty() && declaration.isEmpty() && provenance.isEmpty() && tensors.isEmpty();
    }

    /**
     * For people: a line for each difference, a | b.
     *
     * @return lines, in groups that begin with what differs; nothing where nothing does
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        append(lines, "settings", settings);
        append(lines, "machine", declaration);
        append(lines, "provenance", provenance);
        append(lines, "tensors (" + same + " others are the same, bit for bit)", tensors);
        return lines;
    }

    private static void append(List<String> lines, String title, Map<String, ?> sides) {
        if (!sides.isEmpty()) {
            lines.add(title);
            sides.forEach(
                    (key, both) -> lines.add("    " + Excerpt.of(key) + ": " + Excerpt.of(both.toString(), LONGEST)));
        }
    }

    /**
     * For programs.
     *
     * @return maps by name; a side that is not there is left out
     */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("settings", texts(settings));
        tree.put("machine", texts(declaration));
        tree.put("provenance", texts(provenance));
        Map<String, Object> arrays = new LinkedHashMap<>();
        tensors.forEach((name, sides) -> {
            Map<String, Object> both = new LinkedHashMap<>();
            sides.a().ifPresent(shape -> both.put("a", shape));
            sides.b().ifPresent(shape -> both.put("b", shape));
            sides.distance().ifPresent(apart -> both.putAll(apart.figures()));
            arrays.put(name, both);
        });
        tree.put("tensors", arrays);
        tree.put("same-tensors", same);
        return tree;
    }

    private static Map<String, Object> texts(Map<String, Sides> sides) {
        Map<String, Object> texts = new LinkedHashMap<>();
        sides.forEach((key, both) -> {
            Map<String, Object> sided = new LinkedHashMap<>();
            both.a().ifPresent(text -> sided.put("a", text));
            both.b().ifPresent(text -> sided.put("b", text));
            texts.put(key, sided);
        });
        return texts;
    }
}
