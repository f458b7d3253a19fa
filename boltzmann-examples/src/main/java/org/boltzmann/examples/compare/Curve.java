package org.boltzmann.examples.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A metric over the epochs of a training.
 *
 * @param metric its name
 * @param epochs after which it was measured
 * @param values its values, one for each of these
 */
public record Curve(String metric, List<Integer> epochs, List<Double> values) {

    public Curve {
        epochs = List.copyOf(epochs);
        values = List.copyOf(values);
        if (epochs.size() != values.size()) {
            throw new IllegalArgumentException(epochs.size() + " epochs but " + values.size() + " values");
        }
    }

    Map<String, Object> tree() {
        return Map.of("metric", metric, "epochs", epochs, "values", values);
    }

    static Curve of(Map<?, ?> tree) {
        List<Integer> epochs = new ArrayList<>();
        ((List<?>) tree.get("epochs")).forEach(epoch -> epochs.add(((Number) epoch).intValue()));
        List<Double> values = new ArrayList<>();
        ((List<?>) tree.get("values")).forEach(value -> values.add(((Number) value).doubleValue()));
        return new Curve(tree.get("metric").toString(), epochs, values);
    }
}
