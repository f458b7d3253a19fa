package org.boltzmann.core.wiring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Distortion;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.data.Scaling;
import org.boltzmann.core.io.Json;
import org.boltzmann.core.io.MachineDeclaration;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.ModelFileException;
import org.boltzmann.core.io.Role;
import org.boltzmann.core.io.Tensor;

/**
 * What is done to data before a machine sees them, in training and for ever after: a scaling fitted on the training data, an
 * encoding, and which group sees what.
 *
 * @param declaration the machine's, with the roles of its groups
 * @param scaling fitted on the training data, if there is one
 * @param cut whether scaled values beyond 0 and 1 are cut there
 * @param encoding how a value becomes a unit's
 * @param classNames names of the classes in the order of the label's units; empty if no group holds a label
 * @param columns names of the features
 */
public record Preparation(
        MachineDeclaration declaration,
        Optional<Scaling> scaling,
        boolean cut,
        Encoding encoding,
        List<String> classNames,
        Columns columns) {

    private static final String SHIFT = ModelFile.ATTACHMENT_PREFIX + "shift";
    private static final String SCALE = ModelFile.ATTACHMENT_PREFIX + "scale";
    private static final String UNIT_RANGE = "unit-range";
    private static final String ENCODING = "encoding";
    private static final String DISTORTION = "distortion.";
    private static final String SCALING = "scaling";
    private static final String CLASSES = "data.classes";
    private static final String SEED = "evaluation.seed";

    /** Stored with every model: evaluation draws binary pictures from grey ones once and for all. */
    private static final long EVALUATION_SEED = 1;

    public Preparation {
        classNames = List.copyOf(classNames);
    }

    /**
     * Every setting read here, with a line that says what it is.
     *
     * @return descriptions by key
     */
    public static Map<String, String> documentation() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(
                ENCODING,
                "how values become units: as-is, bernoulli, means, threshold(0.5), each also with .spin after it");
        lines.put(SCALING, "of the data, fitted on the training part: none, standardise, unit-range (cut at 0 and 1)");
        lines.put(DISTORTION + "shift", "of pictures learned from: largest shift along each axis, in pixels");
        lines.put(DISTORTION + "rotation", "of pictures learned from: largest angle, in degrees");
        lines.put(DISTORTION + "scale", "of pictures learned from: largest change of size along each axis, a fraction");
        lines.put(
                DISTORTION + "bend", "of pictures learned from: standard deviation of smooth displacements, in pixels");
        return lines;
    }

    /**
     * What settings say before there are data.
     *
     * @param encoding how values become units
     * @param scaling name of the scaling
     * @param distortion of pictures that are learned from
     */
    public record Wanted(Encoding encoding, String scaling, Distortion distortion) {

        static Wanted from(Settings settings) {
            String kind = settings.choice(SCALING, "none", "none", "standardise", UNIT_RANGE);
            String name = settings.text(ENCODING, "as-is");
            try {
                return new Wanted(Encoding.parse(name), kind, distortion(settings));
            } catch (IllegalArgumentException e) {
                settings.problem(
                        settings.origin(ENCODING) + ": encoding is \"" + Excerpt.of(name) + "\": " + e.getMessage());
                return new Wanted(Encoding.asIs(), kind, Distortion.NONE);
            }
        }

        private static Distortion distortion(Settings settings) {
            return new Distortion(
                    bound(settings, "shift", Double.MAX_VALUE),
                    bound(settings, "rotation", 360),
                    bound(settings, "scale", Math.nextDown(1.0)),
                    bound(settings, "bend", Double.MAX_VALUE));
        }

        /** Asked for only where it is given, so that it stands in model files only then. */
        private static double bound(Settings settings, String name, double most) {
            String key = DISTORTION + name;
            return settings.find(key).isEmpty()
                    ? 0
                    : settings.number(key, 0, x -> x >= 0 && x <= most, "a number from 0 to " + most);
        }

        Preparation fitted(MachineDeclaration declaration, DataSet training, Settings settings) {
            Optional<Scaling> fitted = switch (scaling) {
                case "standardise" -> Optional.of(Scaling.standardise(training));
                case UNIT_RANGE -> Optional.of(Scaling.toUnitRange(training));
                default -> Optional.empty();
            };
            boolean labelled = declaration.groups().stream().anyMatch(group -> group.role() == Role.LABEL);
            return new Preparation(
                    declaration,
                    fitted,
                    scaling.equals(UNIT_RANGE),
                    encoding,
                    labelled ? training.classNames() : List.of(),
                    Columns.of(training, settings));
        }
    }

    /**
     * As a model file says it.
     *
     * @param model what the file holds
     * @return what was done to the data the machine was trained on
     * @throws ModelFileException if the file says nothing usable, or none of its groups is observed
     */
    public static Preparation of(ModelFile model) {
        try {
            int units = model.declaration().holding(model.machine()).stream()
                    .mapToInt(Group::size)
                    .sum();
            if (units == 0) {
                throw new IllegalArgumentException("no group is observed");
            }
            Encoding encoding = Encoding.parse(model.settings().getOrDefault(ENCODING, "as-is"));
            List<String> classes = Json.texts(model.provenance().getOrDefault(CLASSES, "[]"));
            Columns columns = Columns.of(model);
            Tensor shift = model.attachments().get(SHIFT);
            Tensor scale = model.attachments().get(SCALE);
            if (shift == null || scale == null) {
                return new Preparation(model.declaration(), Optional.empty(), false, encoding, classes, columns);
            }
            if (shift.data().length != units || scale.data().length != units) {
                throw new IllegalArgumentException(SHIFT + " and " + SCALE + " need " + units + " numbers each");
            }
            boolean cut = UNIT_RANGE.equals(model.settings().get(SCALING));
            Scaling scaling = new Scaling(doubles(shift), doubles(scale));
            return new Preparation(model.declaration(), Optional.of(scaling), cut, encoding, classes, columns);
        } catch (IllegalArgumentException e) {
            throw new ModelFileException("the model file was not written by \"boltzmann train\": " + e.getMessage(), e);
        }
    }

    /**
     * The seed with which values are drawn for evaluation, as the model file says it.
     *
     * @param model what the file holds
     * @return the seed
     * @throws ModelFileException if it is no whole number
     */
    public static long evaluationSeed(ModelFile model) {
        String seed = model.provenance().getOrDefault(SEED, Long.toString(EVALUATION_SEED));
        try {
            return Long.parseLong(seed);
        } catch (NumberFormatException e) {
            throw new ModelFileException(
                    "the model file's evaluation.seed is \"" + Excerpt.of(seed) + "\", not a whole number", e);
        }
    }

    private static List<Double> doubles(Tensor tensor) {
        Double[] values = new Double[tensor.data().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (double) tensor.data()[i];
        }
        return List.of(values);
    }

    /**
     * What a model file is to hold beside the parameters.
     *
     * @return tensors by name
     */
    public Map<String, Tensor> attachments() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        scaling.ifPresent(fitted -> {
            tensors.put(SHIFT, tensor(fitted.shift()));
            tensors.put(SCALE, tensor(fitted.scale()));
        });
        return tensors;
    }

    /**
     * What a model file is to hold in its provenance.
     *
     * @return texts by key
     */
    public Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>();
        if (!classNames.isEmpty()) {
            provenance.put(CLASSES, Json.write(classNames));
        }
        provenance.putAll(columns.provenance());
        provenance.put(SEED, Long.toString(EVALUATION_SEED));
        return provenance;
    }

    private static Tensor tensor(List<Double> values) {
        float[] data = new float[values.size()];
        for (int i = 0; i < data.length; i++) {
            data[i] = values.get(i).floatValue();
        }
        return Tensor.of(data, data.length);
    }

    /**
     * Shows data to a machine.
     *
     * @param data the data; where a group holds the label every example must have one
     * @param machine a machine of this declaration
     * @return data and groups
     * @throws DataException if they do not fit
     */
    public Presentation show(DataSet data, BoltzmannMachine machine) {
        return show(data, machine, declaration.label(machine));
    }

    /**
     * Shows data to a machine that is not told their labels.
     *
     * @param data the data, with labels or without
     * @param machine a machine of this declaration
     * @return data and groups, that of the label not among them
     * @throws DataException if they do not fit
     */
    public Presentation showWithoutLabel(DataSet data, BoltzmannMachine machine) {
        return show(data.withoutLabels(), machine, Optional.empty());
    }

    /**
     * Data with their features in the order of the training data, told by their names, as they are shown.
     *
     * @param data the data
     * @return the same data if they are in that order; with a note if they are not, or have no names and are taken by place
     * @throws DataException if they have other columns than the training data
     */
    public DataSet ordered(DataSet data) {
        return columns.ordered(data);
    }

    private Presentation show(DataSet given, BoltzmannMachine machine, Optional<Group> label) {
        List<Group> holding = declaration.holding(machine);
        int units = holding.stream().mapToInt(Group::size).sum();
        DataSet data = ordered(given).widened(units);
        if (data.features() != units) {
            throw new DataException("data set " + data.name() + " has " + data.features()
                    + " features but the groups that hold them have " + units
                    + " units; use data of that size, or change the groups");
        }
        DataSet prepared = scaling.map(fitted -> scaled(fitted, data)).orElse(data);
        if (label.isPresent() && prepared.isLabelled() && !classNames.isEmpty()) {
            prepared = prepared.withClasses(classNames);
        }
        return new Presentation(prepared, holding, label, encoding);
    }

    /**
     * The examples that can be measured: those that have a label, where a group holds it.
     *
     * @param data the data
     * @return the data themselves if all can be measured, or none
     */
    public DataSet measurable(DataSet data) {
        boolean some = data.isLabelled() && data.unlabelledCount() < data.size();
        return some && holdsLabel() ? data.labelled() : data;
    }

    private boolean holdsLabel() {
        return declaration.groups().stream().anyMatch(group -> group.role() == Role.LABEL);
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

    /**
     * Shows data to a machine as they are evaluated: values that are drawn are drawn once, always the same.
     *
     * @param data the data
     * @param machine a machine of this declaration
     * @param part name of the part of the data, which decides the draws
     * @return data and groups
     * @throws DataException if they do not fit, or there are none
     */
    public Presentation showForEvaluation(DataSet data, BoltzmannMachine machine, String part) {
        return showForEvaluation(data, machine, part, EVALUATION_SEED);
    }

    /**
     * As {@link #showForEvaluation(DataSet, BoltzmannMachine, String)}, with a seed that a model file remembers.
     *
     * @param data the data
     * @param machine a machine of this declaration
     * @param part name of the part of the data, which decides the draws
     * @param seed as {@link #evaluationSeed} gives it
     * @return data and groups
     * @throws DataException if they do not fit, or there are none
     */
    public Presentation showForEvaluation(DataSet data, BoltzmannMachine machine, String part, long seed) {
        if (data.size() == 0) {
            throw new DataException("data set " + data.name() + " has no examples in its part " + part
                    + "; where it is a file with too few to divide, give it more, hold out a larger share"
                    + " (data.test-share) or give those for testing in a file of their own (data.test)");
        }
        return show(data, machine).frozen(RandomKey.of(seed).at(part));
    }
}
