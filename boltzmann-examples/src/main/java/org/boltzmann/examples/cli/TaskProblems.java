package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.wiring.SettingsException;

/** What is wrong with tasks: what holds for all is told once. */
final class TaskProblems {

    private final int tasks;
    private final Map<String, List<String>> names = new LinkedHashMap<>();

    TaskProblems(int tasks) {
        this.tasks = tasks;
    }

    void add(String task, SettingsException wrong) {
        wrong.getMessage()
                .lines()
                .forEach(problem ->
                        names.computeIfAbsent(problem, key -> new ArrayList<>()).add(task));
    }

    void add(List<String> ofAll) {
        ofAll.forEach(problem -> names.put(problem, new ArrayList<>(Collections.nCopies(tasks, ""))));
    }

    void check() {
        if (!names.isEmpty()) {
            List<String> lines = new ArrayList<>();
            names.forEach((problem, some) ->
                    lines.add(some.size() >= tasks ? problem : String.join(", ", some) + ": " + problem));
            throw new SettingsException(lines);
        }
    }
}
