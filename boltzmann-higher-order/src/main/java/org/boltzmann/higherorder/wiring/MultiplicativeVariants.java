package org.boltzmann.higherorder.wiring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.io.Role;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.Variant;
import org.boltzmann.higherorder.MultiplicativeRbms;

/** Machines multiplied by a label or a component, by name. */
final class MultiplicativeVariants {

    private static final String LABEL = "y";

    private static final String HIDDEN = "model.hidden";
    private static final String RELEVANT = "model.relevant";
    private static final String IRRELEVANT = "model.irrelevant";
    private static final String COMPONENTS = "model.components";
    private static final String VISIBLE = "model.visible";
    private static final String BIAS = "model.visible-bias";
    private static final String DEVIATION = "model.deviation";

    /** Settings of a machine with a label: class RBMs have the same, so that nothing else differs between them. */
    private static final Map<String, String> LABELLED = Map.of(
            "encoding", "means",
            "negative-phase", "cd",
            "validation", "0.16667",
            "early-stopping.patience", "15",
            "objective", "hybrid",
            "objective.alpha", "0.01",
            "learning-rate", "0.1",
            "batch-size", "20");

    private MultiplicativeVariants() {}

    static List<Variant> all() {
        return List.of(
                new Variant(
                                "class-multiplicative-rbm",
                                "RBM with weights of its own for each class: label times visible times hidden",
                                settings(Map.of(HIDDEN, "number of hidden units, each with weights for every class")),
                                LABELLED,
                                Map.of(Variant.VISIBLE, Role.OBSERVED, LABEL, Role.LABEL),
                                (data, settings) -> MultiplicativeRbms.classMultiplicative(
                                        visible(data, settings),
                                        Group.of("h", new Bernoulli(), settings.count(HIDDEN, 100, 1)),
                                        label(data),
                                        bias(data, settings, "zero"),
                                        weights(settings)))
                        .from("V. Nair, G. Hinton, \"3D object recognition with deep belief nets\", NIPS 2009"),
                new Variant(
                                "mixture-rbm",
                                "implicit mixture of RBMs: a component that is not shown times visible times hidden",
                                settings(Map.of(
                                        HIDDEN,
                                        "number of hidden units, each with weights for every component",
                                        COMPONENTS,
                                        "number of components")),
                                Map.of(
                                        "encoding", "bernoulli",
                                        "negative-phase", "cd",
                                        "batch-size", "50",
                                        "learning-rate", "0.1",
                                        "learning-rate.schedule", "linear",
                                        "l2", "1e-4"),
                                (data, settings) -> {
                                    int components = settings.count(COMPONENTS, 10, 2);
                                    return MultiplicativeRbms.mixture(
                                            visible(data, settings),
                                            Group.of("h", new Bernoulli(), settings.count(HIDDEN, 50, 1)),
                                            Group.of("z", new OneHot(components), components),
                                            bias(data, settings, "data"),
                                            weights(settings));
                                })
                        .from("V. Nair, G. Hinton, \"Implicit mixtures of restricted Boltzmann machines\", NIPS 2008"),
                new Variant(
                                "two-group-rbm",
                                "RBM of hidden units that the label multiplies and others that see the data only",
                                settings(Map.of(
                                        RELEVANT,
                                        "number of hidden units that are multiplied by the label",
                                        IRRELEVANT,
                                        "number of hidden units that see the data only")),
                                LABELLED,
                                Map.of(Variant.VISIBLE, Role.OBSERVED, LABEL, Role.LABEL),
                                (data, settings) -> MultiplicativeRbms.twoGroups(
                                        visible(data, settings),
                                        Group.of("r", new Bernoulli(), settings.count(RELEVANT, 100, 1)),
                                        Group.of("s", new Bernoulli(), settings.count(IRRELEVANT, 100, 1)),
                                        label(data),
                                        bias(data, settings, "zero"),
                                        weights(settings)))
                        .from(
                                "H. Luo, R. Shen, C. Niu, C. Ullrich, \"Learning class-relevant features and class-irrelevant"
                                        + " features via a hybrid third-order RBM\", AISTATS 2011"));
    }

    private static Map<String, String> settings(Map<String, String> own) {
        Map<String, String> settings = new LinkedHashMap<>(own);
        settings.put(VISIBLE, "visible units: bernoulli, or gaussian of precision 1 for standardised data");
        settings.put(BIAS, "first visible biases: zero, or data (matched to the data's mean)");
        settings.put(DEVIATION, "standard deviation of the first weights");
        return settings;
    }

    private static Group visible(DataSet data, Settings settings) {
        UnitType type = switch (settings.choice(VISIBLE, "bernoulli", "bernoulli", "gaussian")) {
            case "gaussian" -> Gaussian.unitPrecision();
            default -> new Bernoulli();
        };
        return new Group(Variant.VISIBLE, type, data.features(), data.shape());
    }

    private static Group label(DataSet data) {
        if (!data.isLabelled()) {
            throw new DataException("data set " + data.name()
                    + " has no labels, which the machine learns; name the column or the file that has them by data.label, or take"
                    + " mixture-rbm, which needs none");
        }
        return Group.of(LABEL, new OneHot(data.classes()), data.classes());
    }

    private static Initializer bias(DataSet data, Settings settings, String otherwise) {
        return settings.choice(BIAS, otherwise, "zero", "data").equals("data")
                ? Initializer.matchedToData(visible(data, settings))
                : Initializer.zero();
    }

    private static Initializer weights(Settings settings) {
        return Initializer.normal(settings.notNegative(DEVIATION, 0.01));
    }
}
