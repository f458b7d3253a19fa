package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.boltzmann.discriminative.ClassScore;
import org.boltzmann.discriminative.Classification;
import org.boltzmann.discriminative.Proportion;

/** How well a machine classifies, for programs. */
final class ClassificationFigures {

    private ClassificationFigures() {}

    /** Everything. */
    static Map<String, Object> of(Classification classification, List<String> classNames) {
        Map<String, Object> figures = errors(classification.errors());
        figures.put("log-loss", classification.logLoss());
        figures.put("log-loss-standard-error", classification.logLossError());
        figures.put("calibration-error", classification.calibrationError());
        figures.put("macro-f1", classification.macroF1());
        List<Object> classes = new ArrayList<>();
        for (int k = 0; k < classification.classes(); k++) {
            ClassScore score = classification.score(k);
            Map<String, Object> own = new LinkedHashMap<>();
            own.put("name", classNames.get(k));
            own.put("examples", score.support());
            own.put("predicted", score.predicted());
            own.put("precision", score.precision());
            own.put("recall", score.recall());
            own.put("f1", score.f1());
            classes.add(own);
        }
        figures.put("classes", classes);
        figures.put("confusion", classification.confusion());
        return figures;
    }

    static Map<String, Object> errors(Proportion errors) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("examples", errors.of());
        figures.put("errors", errors.count());
        figures.put("error-rate", errors.rate());
        figures.put("error-rate-low", errors.low());
        figures.put("error-rate-high", errors.high());
        return figures;
    }
}
