package org.boltzmann.core.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.boltzmann.core.io.Snapshot;

/** The metrics of every epoch, in the order reported. */
final class History implements Resumable {

    /** Epoch, index of the metric's name, value. */
    private static final int WIDTH = 3;

    private final Map<Integer, Map<String, Double>> epochs = new TreeMap<>();

    void put(int epoch, String name, double value) {
        epochs.computeIfAbsent(epoch, none -> new LinkedHashMap<>()).put(name, value);
    }

    Map<String, Double> of(int epoch) {
        return Collections.unmodifiableMap(epochs.getOrDefault(epoch, Map.of()));
    }

    Map<Integer, Map<String, Double>> all() {
        Map<Integer, Map<String, Double>> all = new TreeMap<>();
        epochs.forEach((epoch, metrics) -> all.put(epoch, of(epoch)));
        return Collections.unmodifiableMap(all);
    }

    @Override
    public void save(Snapshot to) {
        List<String> names = new ArrayList<>();
        List<Double> entries = new ArrayList<>();
        epochs.forEach((epoch, metrics) -> metrics.forEach((name, value) -> {
            if (!names.contains(name)) {
                names.add(name);
            }
            entries.addAll(List.of((double) epoch, (double) names.indexOf(name), value));
        }));
        to.put("count", names.size());
        for (int i = 0; i < names.size(); i++) {
            to.put("name-" + i, names.get(i));
        }
        to.put("entries", entries.stream().mapToDouble(x -> x).toArray());
    }

    @Override
    public void restore(Snapshot from) {
        epochs.clear();
        List<String> names = new ArrayList<>();
        int count = from.count("count");
        for (int i = 0; i < count; i++) {
            names.add(from.text("name-" + i));
        }
        double[] entries = from.doubles("entries");
        for (int i = 0; i + WIDTH <= entries.length; i += WIDTH) {
            put((int) entries[i], names.get((int) entries[i + 1]), entries[i + 2]);
        }
    }
}
