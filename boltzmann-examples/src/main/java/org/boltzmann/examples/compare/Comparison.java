package org.boltzmann.examples.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Variants compared on some tasks.
 *
 * @param suite what the tasks together are called
 * @param about what they are for, in a sentence; may be empty
 * @param tasks what came out of each
 */
public record Comparison(String suite, String about, List<TaskResult> tasks) {

    public Comparison {
        tasks = List.copyOf(tasks);
    }

    /**
     * How a program ends that compares.
     *
     * @return 0 if there is a machine at all, else the code of the first failure
     */
    public int exitCode() {
        List<TaskResult> held =
                tasks.stream().filter(task -> task.problem().isEmpty()).toList();
        boolean any = held.stream().anyMatch(task -> task.exitCode() == 0);
        return any || held.isEmpty() ? 0 : held.get(0).exitCode();
    }

    /**
     * Everything but pictures and curves, for a program.
     *
     * @return what {@link org.boltzmann.core.io.Json} writes
     */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("suite", suite);
        figures.put("tasks", tasks.stream().map(TaskResult::figures).toList());
        return figures;
    }

    /**
     * Tables for a person, one for each task.
     *
     * @return some lines
     */
    public String text() {
        return tasks.stream()
                .map(task -> (tasks.size() > 1 ? task.name() + ": " : "") + new ComparisonText(task))
                .collect(Collectors.joining(String.format("%n%n")));
    }

    /**
     * A table for other programs: one line for each task, variant and seed.
     *
     * @return CSV as RFC 4180 has it, but with line feeds alone
     */
    public String csv() {
        return ComparisonCsv.of(this);
    }
}
