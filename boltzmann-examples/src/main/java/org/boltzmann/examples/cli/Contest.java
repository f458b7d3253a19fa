package org.boltzmann.examples.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.train.DivergenceException;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.core.train.TrainingObserver;
import org.boltzmann.core.train.TrainingProgress;
import org.boltzmann.core.wiring.Experiment;
import org.boltzmann.core.wiring.Preparation;
import org.boltzmann.examples.compare.Baseline;
import org.boltzmann.examples.compare.Cell;
import org.boltzmann.examples.compare.Figure;
import org.boltzmann.examples.compare.Optimum;
import org.boltzmann.examples.compare.Row;
import org.boltzmann.examples.compare.TaskResult;

/**
 * Trains and measures every variant of a task with every seed, all variants with the first seed first: what slows the computer down
 * for a while slows all of them. What has been found before is not found again.
 */
final class Contest {

    private static final long WARM_UP = 500_000_000;

    private final Task task;
    private final Scoring scoring;
    private final CellStore store;
    private final Consumer<String> progress;
    private final Consumer<Throwable> failures;
    private final Map<String, List<Cell>> cells = new LinkedHashMap<>();
    private final Map<String, String> machines = new LinkedHashMap<>();
    private final Map<String, Baseline> independent = new LinkedHashMap<>();
    private final Map<String, Optimum> optima = new LinkedHashMap<>();
    private final List<Baseline> baselines = new ArrayList<>();
    private final Set<String> notes = new HashSet<>();

    Contest(Task task, CellStore store, Consumer<String> progress, Consumer<Throwable> failures) {
        this.task = task;
        this.scoring = new Scoring(task);
        this.store = store;
        this.progress = progress;
        this.failures = failures;
    }

    TaskResult hold() {
        List<Entrant> fitting = new ArrayList<>();
        for (Entrant entrant : task.entrants()) {
            cells.put(entrant.name(), new ArrayList<>());
            try {
                if (prepare(entrant)) {
                    fitting.add(entrant);
                } else {
                    Cell other = new Cell.Failed(0, false, TaskResult.NOT_ASKED, ExitCodes.REFUSED);
                    cells.get(entrant.name()).add(other);
                }
            } catch (RuntimeException | OutOfMemoryError e) {
                task.seeds().forEach(seed -> cells.get(entrant.name()).add(failed(seed, false, e)));
                if (task.measures().isEmpty()) {
                    progress.accept(entrant.name() + ": skipped");
                }
            }
        }
        int count = fitting.size() * task.seeds().size();
        int done = 0;
        int computed = 0;
        TimeLeft left = new TimeLeft(System::nanoTime);
        for (long seed : task.seeds()) {
            for (Entrant entrant : fitting) {
                Optional<Cell> before = found(entrant, seed);
                Cell cell = before.orElseGet(() -> cell(entrant, seed));
                if (before.isEmpty() && cell instanceof Cell.Done) {
                    store.put(name(entrant, seed), identity(entrant, seed), cell.tree());
                }
                cells.get(entrant.name()).add(cell);
                done++;
                computed += before.isPresent() ? 0 : 1;
                String still = left.words(computed, computed + count - done);
                if (cell instanceof Cell.Done machine) {
                    Evaluation.warning(machine.logLikelihood())
                            .ifPresent(warning -> progress.accept(entrant.name() + ", seed " + seed + ": " + warning));
                }
                progress.accept(done + " of " + count + ": " + entrant.name() + ", seed " + seed + ": "
                        + (before.isPresent() ? "found before, " : "") + told(cell)
                        + (still.isEmpty() ? "" : "   " + still));
            }
        }
        return new TaskResult(
                task.name(),
                task.about(),
                task.training().name(),
                task.training().size(),
                task.test().size(),
                task.seeds(),
                baselines,
                task.entrants().stream().map(this::row).toList(),
                "");
    }

    private Row row(Entrant entrant) {
        return new Row(
                entrant.name(),
                machines.getOrDefault(entrant.name(), ""),
                entrant.plan().decisive(),
                Optional.ofNullable(independent.get(entrant.name())),
                Optional.ofNullable(optima.get(entrant.name())),
                cells.get(entrant.name()));
    }

    private static String told(Cell cell) {
        if (!(cell instanceof Cell.Done done)) {
            return cell.status() + ": " + cell.reason();
        }
        List<String> words = new ArrayList<>();
        for (Figure figure : List.of(Figure.ERROR, Figure.LOG_LIKELIHOOD, Figure.ANALOGY)) {
            double value = done.figure(figure);
            if (!Double.isNaN(value)) {
                words.add(String.format(
                        Locale.ROOT,
                        figure == Figure.ANALOGY ? "%s %.4f" : "%s %.2f",
                        figure.title(),
                        figure.shown(value)));
            }
        }
        if (!done.reason().isEmpty()) {
            words.add("no log-likelihood");
        }
        words.add(String.format(Locale.ROOT, "%.1f s", done.seconds()));
        return String.join(", ", words);
    }

    /**
     * Makes everything once, so that what does not fit is known before anything is trained, and measures baselines.
     *
     * @return whether the machine is of a kind that the task asks for
     */
    private boolean prepare(Entrant entrant) {
        Experiment experiment = experiment(entrant, task.seeds().get(0));
        machines.put(entrant.name(), experiment.machine().groups().toString());
        if (!scoring.isAskedFor(experiment)) {
            return false;
        }
        Preparation preparation = experiment.preparation();
        experiment.notes().forEach(this::tellOnce);
        DataSet measured = preparation.measurable(task.test());
        if (measured.size() < task.test().size()) {
            tellOnce(TrainCommand.notMeasured(task.test(), measured));
        }
        Presentation tested = tested(experiment);
        Presentation known =
                preparation.showForEvaluation(preparation.measurable(task.training()), experiment.machine(), "train");
        IndependentUnits.measure(known, tested).ifPresent(units -> independent.put(entrant.name(), units));
        if (task.test().sha256().equals(task.training().sha256())) { // both parts are all there is
            OwnDistribution.measure(tested, experiment.machine(), experiment.declaration())
                    .ifPresent(best -> optima.put(entrant.name(), best));
        }
        if (baselines.isEmpty()) {
            baselines.addAll(scoring.baselines(experiment, tested, progress));
        }
        if (task.seeds().stream().anyMatch(seed -> found(entrant, seed).isEmpty())) {
            warmUp(entrant, experiment);
        }
        return true;
    }

    private static void warmUp(Entrant entrant, Experiment experiment) {
        Trainer trainer = experiment.trainer(List.of(new WarmUp(System.nanoTime() + WARM_UP)));
        try {
            trainer.trainTo(experiment.examples(), entrant.plan().training().epochs());
        } catch (DivergenceException e) {
            // told once it is trained in earnest
        }
    }

    /** A moment of training that is not measured, until Java has compiled it: it would be most of a small machine's time. */
    private record WarmUp(long until) implements TrainingObserver {

        @Override
        public void stepEnded(TrainingProgress progress) {
            if (System.nanoTime() > until) {
                progress.pause("warm");
            }
        }
    }

    private void tellOnce(String note) {
        if (notes.add(note)) {
            progress.accept(note);
        }
    }

    private Experiment experiment(Entrant entrant, long seed) {
        return entrant.experiment(task.training(), task.validation(), seed);
    }

    private Presentation tested(Experiment experiment) {
        Preparation preparation = experiment.preparation();
        return preparation.showForEvaluation(preparation.measurable(task.test()), experiment.machine(), "test");
    }

    private String name(Entrant entrant, long seed) {
        return task.name() + "-" + entrant.name() + "-" + seed;
    }

    /** All that decides a cell, besides what decides all of them; an entrant's settings are known once it has been prepared. */
    private Map<String, String> identity(Entrant entrant, long seed) {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("seed", Long.toString(seed));
        identity.put("first-seed", Boolean.toString(seed == task.seeds().get(0)));
        identity.put("data", task.training().name());
        identity.put("train", task.training().sha256());
        identity.put("validation", task.validation().map(DataSet::sha256).orElse(""));
        identity.put("test", task.test().sha256());
        identity.put("measures", task.measures().toString());
        identity.put("evaluation", task.evaluation() + " " + task.prediction());
        entrant.plan().decisive().forEach((key, value) -> identity.put("setting " + key, value));
        return identity;
    }

    private Optional<Cell> found(Entrant entrant, long seed) {
        return store.find(name(entrant, seed), identity(entrant, seed), Cell::of, this::tellOnce);
    }

    private Cell cell(Entrant entrant, long seed) {
        try {
            Experiment experiment = experiment(entrant, seed);
            Presentation tested = tested(experiment);
            CurveRecorder curves = new CurveRecorder(
                    EpochReport.watching(experiment, task.evaluation(), new PrintWriter(Writer.nullWriter()), false),
                    experiment.plan().patience() > 0);
            Trainer trainer = experiment.trainer(List.of(curves));
            resetPeak();
            long start = System.nanoTime();
            TrainingProgress trained = trainer.trainTo(
                    experiment.examples(), entrant.plan().training().epochs());
            double seconds = (System.nanoTime() - start - curves.nanoseconds()) * 1e-9;
            RandomKey key = RandomKey.of(seed).at("evaluation");
            Scoring.Scores scores = scoring.of(experiment, tested, key);
            boolean first = seed == task.seeds().get(0);
            return new Cell.Done(
                    seed,
                    scores.logLikelihood(),
                    scores.figures(),
                    scores.details(),
                    IndependentUnits.parameters(experiment.machine()),
                    trained.epochsDone(),
                    seconds,
                    peak(),
                    curves.curves(),
                    first ? Gallery.of(experiment.model(Map.of()), experiment, tested, RandomKey.of(seed)) : List.of(),
                    scores.reason());
        } catch (RuntimeException | OutOfMemoryError e) {
            return failed(seed, true, e);
        }
    }

    private static void resetPeak() {
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    private Cell failed(long seed, boolean tried, Throwable failure) {
        failures.accept(failure);
        return new Cell.Failed(seed, tried, line(ExitCodes.message(failure)), ExitCodes.of(failure));
    }

    static String line(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
