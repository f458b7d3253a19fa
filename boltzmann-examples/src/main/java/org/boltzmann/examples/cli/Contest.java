package org.boltzmann.examples.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.train.DivergenceException;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.core.train.TrainingObserver;
import org.boltzmann.core.train.TrainingProgress;
import org.boltzmann.core.wiring.Experiment;
import org.boltzmann.core.wiring.Preparation;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.examples.compare.Baseline;
import org.boltzmann.examples.compare.Cell;
import org.boltzmann.examples.compare.Comparison;
import org.boltzmann.examples.compare.Optimum;
import org.boltzmann.examples.compare.Row;

/**
 * Trains and measures every variant with every seed, all variants with the first seed first: what slows the computer down for a
 * while slows all of them.
 */
final class Contest {

    private static final long WARM_UP = 500_000_000;

    private final List<Entrant> entrants;
    private final DataSet training;
    private final Optional<DataSet> validation;
    private final DataSet test;
    private final List<Long> seeds;
    private final Evaluation evaluation;
    private final Consumer<String> progress;
    private final Consumer<Throwable> failures;
    private final Map<String, List<Cell>> cells = new LinkedHashMap<>();
    private final Map<String, Baseline> baselines = new LinkedHashMap<>();
    private final Map<String, Optimum> optima = new LinkedHashMap<>();
    private final Set<String> notes = new HashSet<>();

    Contest(
            List<Entrant> entrants,
            DataSet training,
            Optional<DataSet> validation,
            DataSet test,
            List<Long> seeds,
            Evaluation evaluation,
            Consumer<String> progress,
            Consumer<Throwable> failures) {
        this.entrants = entrants;
        this.training = training;
        this.validation = validation;
        this.test = test;
        this.seeds = seeds;
        this.evaluation = evaluation;
        this.progress = progress;
        this.failures = failures;
    }

    Comparison hold() {
        List<Entrant> fitting = new ArrayList<>();
        for (Entrant entrant : entrants) {
            cells.put(entrant.name(), new ArrayList<>());
            try {
                prepare(entrant);
                fitting.add(entrant);
            } catch (RuntimeException | OutOfMemoryError e) {
                seeds.forEach(seed -> cells.get(entrant.name()).add(failed(seed, false, e)));
                progress.accept(entrant.name() + ": skipped");
            }
        }
        int number = 0;
        for (long seed : seeds) {
            for (Entrant entrant : fitting) {
                Cell cell = cell(entrant, seed);
                cells.get(entrant.name()).add(cell);
                number++;
                progress.accept(String.format(
                        Locale.ROOT,
                        "%d of %d: %s, seed %d: %s",
                        number,
                        fitting.size() * seeds.size(),
                        entrant.name(),
                        seed,
                        told(cell)));
            }
        }
        return new Comparison(
                training.name(),
                training.size(),
                test.size(),
                seeds,
                entrants.stream().map(this::row).toList());
    }

    private Row row(Entrant entrant) {
        return new Row(
                entrant.name(),
                entrant.plan().decisive(),
                Optional.ofNullable(baselines.get(entrant.name())),
                Optional.ofNullable(optima.get(entrant.name())),
                cells.get(entrant.name()));
    }

    private static String told(Cell cell) {
        if (!(cell instanceof Cell.Done done)) {
            return cell.status() + ": " + cell.reason();
        }
        return String.format(
                Locale.ROOT,
                "%s, %.1f s",
                done.logLikelihood().isEmpty()
                        ? "no log-likelihood"
                        : String.format(Locale.ROOT, "log-likelihood %.2f", done.meanLogLikelihood()),
                done.seconds());
    }

    /** Makes everything once, so that what does not fit is known before anything is trained, and measures the baseline. */
    private void prepare(Entrant entrant) {
        Experiment experiment = entrant.experiment(training, validation, seeds.get(0));
        Preparation preparation = experiment.preparation();
        experiment.notes().forEach(this::tellOnce);
        DataSet measured = preparation.measurable(test);
        if (measured.size() < test.size()) {
            tellOnce(TrainCommand.notMeasured(test, measured));
        }
        Presentation known =
                preparation.showForEvaluation(preparation.measurable(training), experiment.machine(), "train");
        IndependentUnits.measure(known, tested(experiment)).ifPresent(units -> baselines.put(entrant.name(), units));
        if (test.sha256().equals(training.sha256())) { // both parts are all there is
            OwnDistribution.measure(tested(experiment), experiment.machine(), experiment.declaration())
                    .ifPresent(best -> optima.put(entrant.name(), best));
        }
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

    private Presentation tested(Experiment experiment) {
        Preparation preparation = experiment.preparation();
        return preparation.showForEvaluation(preparation.measurable(test), experiment.machine(), "test");
    }

    private Cell cell(Entrant entrant, long seed) {
        try {
            Experiment experiment = entrant.experiment(training, validation, seed);
            Presentation tested = tested(experiment);
            Trainer trainer = experiment.trainer(watching(experiment));
            long start = System.nanoTime();
            TrainingProgress trained = trainer.trainTo(
                    experiment.examples(), entrant.plan().training().epochs());
            double seconds = (System.nanoTime() - start) * 1e-9;
            return measured(experiment, tested, seed, trained.epochsDone(), seconds);
        } catch (RuntimeException | OutOfMemoryError e) {
            return failed(seed, true, e);
        }
    }

    /** Early stopping needs its metric; otherwise nobody watches, and the time is that of training alone. */
    private List<TrainingObserver> watching(Experiment experiment) {
        return experiment.plan().patience() == 0
                ? List.of()
                : EpochReport.watching(experiment, evaluation, new PrintWriter(Writer.nullWriter()), false);
    }

    private Cell measured(Experiment experiment, Presentation tested, long seed, int epochs, double seconds) {
        BoltzmannMachine machine = experiment.machine();
        RandomKey key = RandomKey.of(seed).at("evaluation");
        Map<String, Object> likelihood = new LinkedHashMap<>();
        String reason = "";
        try {
            likelihood.putAll(evaluation.measure("log-likelihood", machine, tested, key));
        } catch (IllegalArgumentException | SettingsException | DataException e) {
            reason = line(e.getMessage()); // hidden units that cannot be summed out, for example: the machine is there
            // all the same
        }
        return new Cell.Done(
                seed,
                likelihood,
                Evaluation.reconstructionError(machine, tested, key),
                error(experiment, tested, key),
                IndependentUnits.parameters(machine),
                epochs,
                seconds,
                reason);
    }

    private static double error(Experiment experiment, Presentation tested, RandomKey key) {
        return LabelledMachine.of(experiment)
                .filter(labelled -> tested.isComplete())
                .map(labelled -> labelled.measure(tested, key).errors().rate())
                .orElse(Double.NaN);
    }

    private Cell failed(long seed, boolean tried, Throwable failure) {
        failures.accept(failure);
        return new Cell.Failed(seed, tried, line(ExitCodes.message(failure)), ExitCodes.of(failure));
    }

    private static String line(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
