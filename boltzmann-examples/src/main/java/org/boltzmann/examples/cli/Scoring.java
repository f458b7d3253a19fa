package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.ModelFileException;
import org.boltzmann.core.wiring.Experiment;
import org.boltzmann.core.wiring.Preparation;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.discriminative.Classification;
import org.boltzmann.examples.compare.Baseline;
import org.boltzmann.examples.compare.Figure;
import org.boltzmann.examples.compare.Measure;
import org.boltzmann.sequence.FrameBaselines;
import org.boltzmann.sequence.NextFrame;

/** Measures the machines of a task by all that it asks and that fits them. */
final class Scoring {

    private static final String PROBABILITY = "probability";

    private final Task task;

    Scoring(Task task) {
        this.task = task;
    }

    /**
     * What was measured of one machine.
     *
     * @param logLikelihood figures of the log-likelihood, empty if there is none
     * @param figures the other figures
     * @param details what belongs to them and is no single number
     * @param reason why there is no log-likelihood; empty if there is one or none is asked for
     */
    record Scores(
            Map<String, Object> logLikelihood,
            Map<Figure, Double> figures,
            Map<String, Object> details,
            String reason) {}

    /** Whether a machine is of a kind that the task asks for. */
    boolean isAskedFor(Experiment experiment) {
        Set<Measure> measures = task.measures();
        return measures.isEmpty() || measures.stream().anyMatch(measure -> fits(measure, experiment));
    }

    private boolean fits(Measure measure, Experiment experiment) {
        BoltzmannMachine machine = experiment.machine();
        boolean labelled = experiment.declaration().label(machine).isPresent();
        boolean conditional =
                machine.groups().stream().anyMatch(group -> group.type().isContext());
        return switch (measure) {
            case DENSITY -> !labelled && !conditional;
            case CLASSIFICATION -> LabelledMachine.of(experiment).isPresent();
            case TRANSFORMATION -> pairs(experiment).isPresent();
            case SEQUENCE ->
                !labelled
                        && (!conditional || machine.network().isPresent())
                        && !task.training().sequences().isNone();
        };
    }

    private static Optional<PairMachine> pairs(Experiment experiment) {
        try {
            return Optional.of(PairMachine.in(experiment.model(Map.of()), "the machine"));
        } catch (ModelFileException e) {
            return Optional.empty();
        }
    }

    private boolean asks(Measure... any) {
        return task.measures().isEmpty() || Set.of(any).stream().anyMatch(task.measures()::contains);
    }

    /** Everything that is asked of a machine and fits it. */
    Scores of(Experiment experiment, Presentation tested, RandomKey key) {
        BoltzmannMachine machine = experiment.machine();
        Map<String, Object> likelihood = new LinkedHashMap<>();
        Map<Figure, Double> figures = new LinkedHashMap<>();
        Map<String, Object> details = new LinkedHashMap<>();
        String reason = "";
        if (asks(Measure.DENSITY, Measure.SEQUENCE, Measure.TRANSFORMATION)) {
            try {
                likelihood.putAll(task.evaluation().measure("log-likelihood", machine, tested, key));
                reason = Evaluation.refusal(likelihood);
            } catch (IllegalArgumentException | SettingsException | DataException e) {
                reason = Contest.line(e.getMessage()); // hidden units that cannot be summed out, for example
            }
        }
        if (asks(Measure.DENSITY)) {
            figures.put(Figure.RECONSTRUCTION, Evaluation.reconstructionError(machine, tested, key));
        }
        if (asks(Measure.CLASSIFICATION)) {
            classify(experiment, tested, key, figures, details);
        }
        if (asks(Measure.TRANSFORMATION)) {
            pairs(experiment).ifPresent(pairs -> transform(pairs, experiment, tested, key, figures, details));
        }
        if (asks(Measure.SEQUENCE) && machine.network().isPresent() && isComplete(tested)) {
            NextFrame.Figures predicted = task.prediction().of(machine).of(tested, key.at("frames"));
            put(figures, Figure.ACCURACY, task.test().isBinary() ? predicted.accuracy() : Double.NaN);
            put(figures, Figure.FRAME_ERROR, predicted.squaredError());
        }
        return new Scores(likelihood, figures, details, reason);
    }

    private static boolean isComplete(Presentation tested) {
        return tested.isComplete() && !tested.data().sequences().isNone();
    }

    private static void put(Map<Figure, Double> figures, Figure figure, double value) {
        if (!Double.isNaN(value)) {
            figures.put(figure, value);
        }
    }

    private static void classify(
            Experiment experiment,
            Presentation tested,
            RandomKey key,
            Map<Figure, Double> figures,
            Map<String, Object> details) {
        LabelledMachine.of(experiment).filter(labelled -> tested.isComplete()).ifPresent(labelled -> {
            Classification measured = labelled.measure(tested, key);
            figures.put(Figure.ERROR, measured.errors().rate());
            figures.put(Figure.LOG_LOSS, measured.logLoss());
            details.put("error-low", measured.errors().low());
            details.put("error-high", measured.errors().high());
            details.put("classes", labelled.classNames());
            details.put("confusion", measured.confusion());
        });
    }

    private void transform(
            PairMachine pairs,
            Experiment experiment,
            Presentation tested,
            RandomKey key,
            Map<Figure, Double> figures,
            Map<String, Object> details) {
        DataSet training = experiment.learned();
        if (!training.isLabelled() || training.unlabelledCount() > 0) {
            return;
        }
        Preparation preparation = experiment.preparation();
        DataSet some = training.take(Math.min(TransformationMeasure.READ_OUT_PAIRS, training.size()));
        TransformationMeasure measure = new TransformationMeasure(pairs, experiment.machine(), 0);
        Presentation learned = preparation.showForEvaluation(some, experiment.machine(), "train");
        figures.put(
                Figure.DECODED,
                1 - measure.decode(learned, tested, key).errors().rate());
        TransformationMeasure.AnalogyError analogies = measure.analogies(tested);
        figures.put(Figure.ANALOGY, analogies.error());
        details.put("analogy-error-of-copying", analogies.copying());
    }

    /** What is held against all machines of the task; some are measured with one of them at hand. */
    List<Baseline> baselines(Experiment experiment, Presentation tested, Consumer<String> tell) {
        List<Baseline> baselines = new ArrayList<>();
        if (asks(Measure.CLASSIFICATION)) {
            LabelledMachine.of(experiment)
                    .filter(labelled -> tested.isComplete())
                    .ifPresent(labelled -> classifiers(experiment, labelled, tested, tell, baselines));
        }
        if (asks(Measure.SEQUENCE) && !task.training().sequences().isNone()) {
            NextFrame.Figures last = FrameBaselines.lastFrame(task.test());
            boolean binary = task.training().isBinary() && task.test().isBinary();
            Map<Figure, Double> copying = new LinkedHashMap<>();
            put(copying, Figure.ACCURACY, binary ? last.accuracy() : Double.NaN);
            put(copying, Figure.FRAME_ERROR, last.squaredError());
            baselines.add(new Baseline("the frame before", "", copying, 0));
            if (binary) {
                FrameBaselines counted = new FrameBaselines(task.training());
                baselines.add(new Baseline(
                        "Markov chain of each unit",
                        PROBABILITY,
                        Map.of(Figure.LOG_LIKELIHOOD, counted.markov(task.test())),
                        2L * task.training().features()));
            }
        }
        if (asks(Measure.TRANSFORMATION)) {
            pairs(experiment).filter(pairs -> task.test().isLabelled()).ifPresent(pairs -> {
                TransformationMeasure.AnalogyError error =
                        new TransformationMeasure(pairs, experiment.machine(), 0).analogies(tested);
                if (!Double.isNaN(error.copying())) {
                    baselines.add(new Baseline("copying", "", Map.of(Figure.ANALOGY, error.copying()), 0));
                }
            });
        }
        return baselines;
    }

    private static void classifiers(
            Experiment experiment,
            LabelledMachine labelled,
            Presentation tested,
            Consumer<String> tell,
            List<Baseline> baselines) {
        int epochs = experiment.plan().training().epochs();
        ClassificationBaselines.measure(
                        experiment,
                        epochs,
                        labelled,
                        tested,
                        RandomKey.of(experiment.seed()).at("evaluation"),
                        tell)
                .byName()
                .forEach((name, result) -> baselines.add(new Baseline(
                        name.replace('-', ' '),
                        "",
                        Map.of(Figure.ERROR, result.errors().rate(), Figure.LOG_LOSS, result.logLoss()),
                        name.equals("linear-softmax")
                                ? (labelled.given().stream()
                                                        .mapToLong(group -> group.size())
                                                        .sum()
                                                + 1)
                                        * labelled.label().size()
                                : labelled.label().size())));
    }
}
