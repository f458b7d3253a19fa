package org.boltzmann.examples.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.train.EarlyStopping;
import org.boltzmann.core.train.TrainingObserver;
import org.boltzmann.core.train.TrainingProgress;
import org.boltzmann.core.wiring.Experiment;
import org.boltzmann.discriminative.Classification;

/** Measures the machine after every epoch and tells of it: a line each, and a bar within an epoch on a terminal. */
final class EpochReport implements TrainingObserver {

    /** Of more epochs than this only some are told, half as many or a few more. */
    private static final int MOST_LINES = 200;

    private static final int MEASURED = 1000;
    private static final int CLASSIFIED = 10_000;
    private static final String RECONSTRUCTION = "reconstruction-error";

    private final Presentation data;
    private final Optional<Labelled> labelled;
    private final String part;
    private final RandomKey key;
    private final Evaluation evaluation;
    private final PrintWriter err;
    private final boolean animated;
    private final TimeLeft left = new TimeLeft(System::nanoTime);
    private String foremost = RECONSTRUCTION;
    private String last = "";
    private ProgressBar bar;

    /** A machine with a label, and the examples it classifies. */
    private record Labelled(LabelledMachine machine, Presentation data, String classWeights) {

        static Labelled of(LabelledMachine machine, Experiment experiment) {
            return new Labelled(machine, watched(experiment, CLASSIFIED), EpochReport.classWeights(experiment));
        }
    }

    private static final String CLASS_WEIGHTS = "objective.class-weights";

    /** How much examples of each class count in what is trained: as the setting says. */
    static String classWeights(Experiment experiment) {
        return experiment.plan().settings().used().getOrDefault(CLASS_WEIGHTS, "none");
    }

    /** The error that is trained for: where classes have weights, with these. */
    static double error(Classification result, String classWeights) {
        if (classWeights.equals("none")) {
            return result.errors().rate();
        }
        double[] weights = classWeights.equals("balanced")
                ? result.confusion().stream()
                        .mapToInt(
                                row -> row.stream().mapToInt(Integer::intValue).sum())
                        .mapToDouble(examples -> examples == 0 ? 0 : 1.0 / examples)
                        .toArray()
                : Arrays.stream(classWeights.split(",", -1))
                        .mapToDouble(weight -> Double.parseDouble(weight.strip()))
                        .toArray();
        return result.errorRate(weights);
    }

    private EpochReport(
            Presentation data,
            Optional<Labelled> labelled,
            String part,
            RandomKey key,
            Evaluation evaluation,
            PrintWriter err,
            boolean animated) {
        this.data = data;
        this.labelled = labelled;
        this.part = part;
        this.key = key;
        this.evaluation = evaluation;
        this.err = err;
        this.animated = animated;
    }

    /**
     * Who watches a training: a report on the examples held out, else on the first of the training data, and early stopping. The
     * same random numbers are used after every epoch.
     */
    static List<TrainingObserver> watching(
            Experiment experiment, Evaluation evaluation, PrintWriter err, boolean animated) {
        List<TrainingObserver> observers = new ArrayList<>();
        boolean sequences = experiment.machine().network().isPresent();
        observers.add(new EpochReport(
                watched(experiment, sequences ? Integer.MAX_VALUE : MEASURED),
                LabelledMachine.of(experiment)
                        .map(machine -> Labelled.of(machine, experiment))
                        .filter(labelled -> labelled.data().isComplete()),
                experiment.heldOut().isEmpty() ? "training data" : "held out",
                RandomKey.of(experiment.seed()).at("metrics"),
                evaluation.whileTraining(),
                err,
                animated));
        if (experiment.plan().patience() > 0) {
            observers.add(new EarlyStopping(METRIC, experiment.plan().patience()));
        }
        return observers;
    }

    private static Presentation watched(Experiment experiment, int most) {
        DataSet watched = experiment.heldOut().orElse(experiment.learned());
        return experiment
                .preparation()
                .showForEvaluation(watched.take(Math.min(most, watched.size())), experiment.machine(), "validation");
    }

    /** The metric that early stopping can watch: larger is better. */
    static final String METRIC = "score";

    @Override
    public void started(TrainingProgress progress) {
        left.begin(progress);
    }

    @Override
    public void resumed(TrainingProgress progress) {
        left.begin(progress);
    }

    @Override
    public void stepEnded(TrainingProgress progress) {
        if (animated) {
            if (bar == null) {
                bar = new ProgressBarBuilder()
                        .setTaskName("epoch " + progress.epoch() + "/" + progress.epochs())
                        .setInitialMax(progress.steps())
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .clearDisplayOnFinish()
                        .build();
            }
            bar.stepTo(progress.step());
            bar.setExtraMessage(last + left.words(progress) + (progress.epochs() > 1 ? " of all" : ""));
        }
    }

    @Override
    public void paused(TrainingProgress progress) {
        closeBar();
    }

    private void closeBar() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public void epochEnded(TrainingProgress progress) {
        closeBar();
        double error = Evaluation.reconstructionError(progress.machine(), data, key);
        foremost = RECONSTRUCTION;
        if (labelled.isPresent()) {
            reportClassification(progress);
        }
        progress.report(RECONSTRUCTION, error);
        if (labelled.isEmpty()) {
            reportLikelihood(progress, error);
        }
        last = String.format(
                Locale.ROOT, "%s %.4f, ", foremost, progress.metrics().get(foremost));
        String still = left.words(progress);
        int every = progress.epochs() > MOST_LINES ? progress.epochs() / (MOST_LINES / 2) : 1;
        if (progress.epoch() % every != 0 && progress.epoch() != 1 && progress.epoch() != progress.epochs()) {
            return;
        }
        StringBuilder line =
                new StringBuilder(String.format(Locale.ROOT, "epoch %3d/%d", progress.epoch(), progress.epochs()));
        for (Map.Entry<String, Double> metric : progress.metrics().entrySet()) {
            if (isTold(metric.getKey())) {
                line.append(
                        String.format(Locale.ROOT, "   %s %.4f", metric.getKey().replace('-', ' '), metric.getValue()));
            }
        }
        line.append(String.format(Locale.ROOT, " (%s)   %,.0f samples/s", part, progress.examplesPerSecond()));
        err.println(line + (still.isEmpty() ? "" : "   " + still));
        err.flush();
    }

    private void reportClassification(TrainingProgress progress) {
        Labelled watched = labelled.orElseThrow();
        Classification result = watched.machine().measure(watched.data(), key);
        foremost = "error";
        progress.report(foremost, result.errors().rate());
        double error = error(result, watched.classWeights());
        if (error != result.errors().rate()) {
            progress.report("weighted-error", error);
        }
        progress.report("log-loss", result.logLoss());
        progress.report(METRIC, -error);
    }

    private void reportLikelihood(TrainingProgress progress, double error) {
        progress.report(METRIC, -error);
        if (progress.machine().network().isPresent()) {
            reportLikelihoodOfFrames(progress);
            return;
        }
        boolean finite = !data.observed().get(0).type().states().isEmpty();
        if (finite
                && data.isComplete()
                && !data.holdsMeans()
                && Evaluation.canSumOut(progress.machine(), data.observed())) {
            double pseudo = Evaluation.pseudoLogLikelihood(progress.machine(), data, key);
            foremost = "pseudo-log-likelihood";
            progress.report(foremost, pseudo);
            progress.report(METRIC, pseudo);
        }
    }

    /** Of each frame given those before it; a pseudo-likelihood would not say whether the context is of use. */
    private void reportLikelihoodOfFrames(TrainingProgress progress) {
        if (evaluation.watched() > 0 && data.isComplete() && !data.holdsMeans()) {
            Map<String, Object> figures = evaluation.measure("log-likelihood", progress.machine(), data, key);
            double mean = ((Number) figures.getOrDefault("mean", figures.get("at-most"))).doubleValue();
            foremost = "log-likelihood";
            progress.report(foremost, mean);
            progress.report(METRIC, mean);
        }
    }

    /** What a machine with a label reconstructs is in the history, but nobody watches it. */
    private boolean isTold(String metric) {
        return !metric.equals(METRIC) && !(labelled.isPresent() && metric.equals(RECONSTRUCTION));
    }
}
