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
import java.util.stream.IntStream;

/** Which class number a label of a table stands for. */
final class ClassNumbers {

    /** Integers beyond this are names, or one stray label would make a million classes. */
    private static final int MOST_CLASSES_BY_NUMBER = 10_000;

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
        int largest = -1;
        boolean allNumbers = true;
        boolean allClasses = true;
        for (String label : distinct) {
            boolean isNumber = isInteger(label);
            boolean isClass = isNumber && !label.startsWith("-") && Integer.parseInt(label) < MOST_CLASSES_BY_NUMBER;
            largest = isClass ? Math.max(largest, Integer.parseInt(label)) : largest;
            allNumbers &= isNumber;
            allClasses &= isClass;
        }
        if (allClasses) {
            return new ClassNumbers(IntStream.rangeClosed(0, largest)
                    .mapToObj(Integer::toString)
                    .toList());
        }
        List<String> names = new ArrayList<>(distinct);
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
