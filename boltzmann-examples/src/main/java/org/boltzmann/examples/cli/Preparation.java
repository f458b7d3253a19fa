package org.boltzmann.examples.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.data.Scaling;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.ModelFileException;
import org.boltzmann.core.io.Tensor;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.core.wiring.Variant;

/**
 * What is done to data before a machine sees them, in training and for ever after: a scaling fitted on the training data, then an
 * encoding.
 *
 * @param scaling fitted on the training data, if there is one
 * @param cut whether scaled values beyond 0 and 1 are cut there
 * @param encoding how a value becomes a unit's
 */
record Preparation(Optional<Scaling> scaling, boolean cut, Encoding encoding) {

    private static final String SHIFT = ModelFile.ATTACHMENT_PREFIX + "shift";
    private static final String UNIT_RANGE = "unit-range";
    private static final String SCALE = ModelFile.ATTACHMENT_PREFIX + "scale";

    static Map<String, String> documentation() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(
                "encoding", "how values become units: as-is, bernoulli, threshold(0.5), each also with .spin after it");
        lines.put(
                "scaling", "of the data, fitted on the training part: none, standardise, unit-range (cut at 0 and 1)");
        return lines;
    }

    /** As settings say it; what is wrong is noted in them. */
    static Preparation fitted(Settings settings, DataSet training) {
        Encoding encoding = encoding(settings);
        String kind = settings.choice("scaling", "none", "none", "standardise", UNIT_RANGE);
        Optional<Scaling> scaling = switch (kind) {
            case "standardise" -> Optional.of(Scaling.standardise(training));
            case UNIT_RANGE -> Optional.of(Scaling.toUnitRange(training));
            default -> Optional.empty();
        };
        return new Preparation(scaling, kind.equals(UNIT_RANGE), encoding);
    }

    private static Encoding encoding(Settings settings) {
        String name = settings.text("encoding", "as-is");
        try {
            return Encoding.parse(name);
        } catch (IllegalArgumentException e) {
            settings.problem("encoding is \"" + name + "\": " + e.getMessage());
            return Encoding.asIs();
        }
    }

    /**
     * As a model file says it.
     *
     * @throws ModelFileException if the file says nothing usable, or its machine has no visible group
     */
    static Preparation of(ModelFile model) {
        try {
            int units = model.machine().group(Variant.VISIBLE).size();
            Encoding encoding = Encoding.parse(model.settings().getOrDefault("encoding", "as-is"));
            Tensor shift = model.attachments().get(SHIFT);
            Tensor scale = model.attachments().get(SCALE);
            if (shift == null || scale == null) {
                return new Preparation(Optional.empty(), false, encoding);
            }
            if (shift.data().length != units || scale.data().length != units) {
                throw new IllegalArgumentException(SHIFT + " and " + SCALE + " need " + units + " numbers each");
            }
            boolean cut = UNIT_RANGE.equals(model.settings().get("scaling"));
            return new Preparation(Optional.of(new Scaling(doubles(shift), doubles(scale))), cut, encoding);
        } catch (IllegalArgumentException e) {
            throw new ModelFileException("the model file was not written by \"boltzmann train\": " + e.getMessage(), e);
        }
    }

    /** The seed with which values are drawn for evaluation, as the model file says it. */
    static long evaluationSeed(ModelFile model) {
        String seed = model.provenance().getOrDefault("evaluation.seed", Long.toString(EVALUATION_SEED));
        try {
            return Long.parseLong(seed);
        } catch (NumberFormatException e) {
            throw new ModelFileException("the model file's evaluation.seed is \"" + seed + "\", not a whole number", e);
        }
    }

    private static List<Double> doubles(Tensor tensor) {
        Double[] values = new Double[tensor.data().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (double) tensor.data()[i];
        }
        return List.of(values);
    }

    Map<String, Tensor> attachments() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        scaling.ifPresent(fitted -> {
            tensors.put(SHIFT, tensor(fitted.shift()));
            tensors.put(SCALE, tensor(fitted.scale()));
        });
        return tensors;
    }

    private static Tensor tensor(List<Double> values) {
        float[] data = new float[values.size()];
        for (int i = 0; i < data.length; i++) {
            data[i] = values.get(i).floatValue();
        }
        return Tensor.of(data, data.length);
    }

    /** Shows data to a machine; refused if they do not fit it. */
    Presentation show(DataSet data, BoltzmannMachine machine) {
        int units = machine.group(Variant.VISIBLE).size();
        if (data.features() != units) {
            throw new DataException("data set " + data.name() + " has " + data.features()
                    + " features but the machine was made for " + units + "; use the data set it was trained on");
        }
        DataSet scaled = scaling.map(fitted -> scaled(fitted, data)).orElse(data);
        return new Presentation(scaled, machine.group(Variant.VISIBLE), encoding);
    }

    /** The range is that of the training data; what lies beyond it counts as its ends. */
    private DataSet scaled(Scaling fitted, DataSet data) {
        DataSet scaled = fitted.apply(data);
        if (cut) {
            float[] values = scaled.values().data();
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.max(0, Math.min(1, values[i]));
            }
        }
        return scaled;
    }

    /** Shows data to a machine as they are evaluated: values that are drawn are drawn once, always the same. */
    Presentation showForEvaluation(DataSet data, BoltzmannMachine machine, String part, long seed) {
        if (data.size() == 0) {
            throw new DataException("data set " + data.name() + " has no examples in this part; give it more");
        }
        return show(data, machine).frozen(RandomKey.of(seed).at(part));
    }

    /** Stored with every model trained here: evaluation draws binary pictures from grey ones once and for all. */
    static final long EVALUATION_SEED = 1;

    /** Turns an argument that the library refused into what it is here: a setting that does not fit. */
    static <T> T fitting(Supplier<T> step) {
        try {
            return step.get();
        } catch (IllegalArgumentException e) {
            throw new SettingsException(List.of(e.getMessage()));
        }
    }
}
