package org.boltzmann.core.data;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which class number a label stands for: classes are those that occur, in sorted order. */
final class ClassNumbers {

    private final List<String> names;
    private final Map<String, Integer> numbers = new HashMap<>();

    private ClassNumbers(List<String> names) {
        this.names = names;
        for (int k = 0; k < names.size(); k++) {
            numbers.put(canonical(names.get(k)), k);
        }
    }

    static ClassNumbers of(Collection<String> labels, List<String> known) {
        if (!known.isEmpty()) {
            return new ClassNumbers(known);
        }
        Set<String> distinct = new HashSet<>();
        for (String label : labels) {
            distinct.add(canonical(label));
        }
        List<String> names = new ArrayList<>(distinct);
        boolean allNumbers = distinct.stream().allMatch(ClassNumbers::isInteger);
        names.sort(allNumbers ? Comparator.comparingInt(Integer::parseInt) : Comparator.naturalOrder());
        return new ClassNumbers(List.copyOf(names));
    }

    /** 3, 03, 3.0 and 3e0 are one class; many programs write integers as 3.0. */
    private static String canonical(String label) {
        float value = Decimal.parse(label);
        if (Float.isFinite(value) && Math.abs(value) < 1e9f && label.length() < 40) {
            try {
                BigDecimal exact = new BigDecimal(label);
                if (exact.signum() == 0) {
                    return "0";
                }
                if (exact.stripTrailingZeros().scale() <= 0) {
                    return exact.toBigInteger().toString();
                }
            } catch (NumberFormatException e) { // an exponent beyond 32 bits, which a float takes for 0
                return label;
            }
        }
        return label;
    }

    private static boolean isInteger(String label) {
        return label.matches("-?[0-9]{1,9}");
    }

    List<String> names() {
        return names;
    }

    /** The number of a label's class, or -1. */
    int number(String label) {
        return numbers.getOrDefault(canonical(label), -1);
    }
}
