package org.boltzmann.core.unit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.UnitTypeFactory;

/** The unit types of this module, by which declarations name them. */
public final class UnitTypes {

    private UnitTypes() {}

    /**
     * All of them.
     *
     * @return bernoulli, spin, gaussian (option {@code precision}: unit or learned), one-hot (option {@code classes}), real
     */
    public static Map<String, UnitTypeFactory> all() {
        Map<String, UnitTypeFactory> all = new LinkedHashMap<>();
        all.put("bernoulli", without("bernoulli", new Bernoulli()));
        all.put("spin", without("spin", new Spin()));
        all.put("gaussian", UnitTypes::gaussian);
        all.put("one-hot", UnitTypes::oneHot);
        all.put("real", without("real", new Real()));
        return all;
    }

    private static UnitTypeFactory without(String name, UnitType type) {
        return (group, size, options) -> {
            checkKnown(name, options, Set.of());
            return type;
        };
    }

    private static UnitType gaussian(String group, int size, Map<String, String> options) {
        checkKnown("gaussian", options, Set.of("precision"));
        String precision = options.getOrDefault("precision", "unit");
        return switch (precision) {
            case "unit" -> Gaussian.unitPrecision();
            case "learned" -> Gaussian.learnedPrecision(group, size);
            default ->
                throw new IllegalArgumentException("option precision of gaussian group " + group + " is \""
                        + Excerpt.of(precision) + "\"; allowed are unit, learned");
        };
    }

    private static UnitType oneHot(String group, int size, Map<String, String> options) {
        checkKnown("one-hot", options, Set.of("classes"));
        String classes = options.getOrDefault("classes", Integer.toString(size));
        try {
            return new OneHot(Integer.parseInt(classes));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "option classes of one-hot group " + group + " is \"" + Excerpt.of(classes)
                            + "\"; a whole number is wanted",
                    e);
        }
    }

    private static void checkKnown(String type, Map<String, String> options, Set<String> known) {
        for (String option : options.keySet()) {
            if (!known.contains(option)) {
                throw new IllegalArgumentException(
                        "unit type " + type + " has no option " + option + "; allowed are " + known);
            }
        }
    }
}
