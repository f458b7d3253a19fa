package org.boltzmann.examples.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.boltzmann.core.TermType;

/** All terms that are measured, and how the cost of a factored one grows. */
public final class TermBenches {

    private final Map<String, TermType> types;
    private final BenchSize size;

    /**
     * Of the kinds of terms that are known.
     *
     * @param types kinds of terms by name
     * @param size how large, how many examples, how long
     */
    public TermBenches(Map<String, TermType> types, BenchSize size) {
        this.types = types;
        this.size = size;
    }

    /**
     * Measures.
     *
     * @param only beginnings of the names of the cases wanted
     * @param tell what is being measured now
     * @return {@code terms}, a table of figures for each method, and {@code growth}, for each size of a factored term
     */
    public Map<String, Object> run(List<String> only, Consumer<String> tell) {
        List<Object> methods = new ArrayList<>();
        for (TermCase one : wanted(TermCase.all(size), only)) {
            tell.accept(one.name());
            methods.addAll(new TermBench(type(one), one, size).run());
        }
        List<Object> growth = new ArrayList<>();
        for (TermCase one : wanted(TermCase.growing(size), only)) {
            tell.accept("growing: " + one.options().get("factors") + " factors and " + one.units() + " units");
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("factors", Integer.parseInt(one.options().get("factors")));
            figures.put("units", one.units());
            figures.putAll(new TermBench(type(one), one, size).step());
            growth.add(figures);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("terms", methods);
        result.put("growth", growth);
        return result;
    }

    /**
     * The names of what is measured.
     *
     * @return names of terms, and {@code growing}
     */
    public List<String> names() {
        return Stream.concat(TermCase.all(size).stream(), TermCase.growing(size).stream())
                .map(TermCase::name)
                .distinct()
                .toList();
    }

    private static List<TermCase> wanted(List<TermCase> all, List<String> only) {
        return all.stream()
                .filter(one -> only.stream().anyMatch(one.name()::startsWith))
                .toList();
    }

    private TermType type(TermCase one) {
        TermType type = types.get(one.type());
        if (type == null) {
            throw new IllegalArgumentException("no kind of term is called " + one.type() + " among " + types.keySet());
        }
        return type;
    }
}
