package org.boltzmann.discriminative.wiring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.io.Role;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.Variant;
import org.boltzmann.discriminative.ClassRbms;

/** One machine, the classification RBM, by the names of the ways it is trained. */
final class DiscriminativeVariants {

    private static final String LABEL = "y";

    private static final String SOURCE =
            "H. Larochelle, M. Mandel, R. Pascanu, Y. Bengio, \"Learning algorithms for the classification restricted Boltzmann"
                    + " machine\", JMLR 13, 2012";

    private DiscriminativeVariants() {}

    static List<Variant> all() {
        return List.of(
                variant(
                        "class-rbm",
                        "classification RBM of maximal likelihood: the probability of data and label together",
                        Map.of("objective", "likelihood", "learning-rate", "0.05")),
                variant(
                        "discriminative-rbm",
                        "classification RBM trained on the probability of the label given the data",
                        Map.of("objective", "conditional", "learning-rate", "0.3")),
                variant(
                        "hybrid-rbm",
                        "classification RBM trained on the label given the data, and a little on both together",
                        Map.of("objective", "hybrid", "objective.alpha", "0.01", "learning-rate", "0.3")),
                variant(
                        "sparse-hybrid-rbm",
                        "hybrid classification RBM whose hidden units are pulled towards being off",
                        Map.of(
                                "objective",
                                "hybrid",
                                "objective.alpha",
                                "0.01",
                                "objective.bias-pressure",
                                "0.0001",
                                "learning-rate",
                                "0.3")),
                variant(
                        "semi-supervised-rbm",
                        "hybrid classification RBM that also learns from examples without a label",
                        Map.of(
                                "objective",
                                "semi-supervised",
                                "objective.alpha",
                                "0.01",
                                "objective.beta",
                                "0.1",
                                "learning-rate",
                                "0.3")));
    }

    private static Variant variant(String name, String description, Map<String, String> own) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("model.hidden", "number of hidden units");
        settings.put("model.visible", "visible units: bernoulli, or gaussian of precision 1 for standardised data");
        settings.put("model.visible-bias", "first biases: zero, or data (matched to the data's mean)");
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("encoding", "means");
        defaults.put("negative-phase", "cd");
        defaults.put("batch-size", "10");
        defaults.put("validation", "0.16667");
        defaults.put("early-stopping.patience", "15");
        defaults.putAll(own);
        return new Variant(
                        name,
                        description,
                        settings,
                        defaults,
                        Map.of(Variant.VISIBLE, Role.OBSERVED, LABEL, Role.LABEL),
                        DiscriminativeVariants::machine)
                .from(SOURCE);
    }

    private static BoltzmannMachine machine(DataSet data, Settings settings) {
        if (!data.isLabelled()) {
            throw new DataException(
                    "data set " + data.name()
                            + " has no labels, which a classification machine learns; name the column or the file that has them by data.label");
        }
        if (data.classes() < 2) {
            throw new DataException("data set " + data.name()
                    + " has one class only; a classification machine needs labels of at least two");
        }
        boolean binary = settings.choice("model.visible", "bernoulli", "bernoulli", "gaussian")
                .equals("bernoulli");
        Group v = new Group(
                Variant.VISIBLE, binary ? new Bernoulli() : Gaussian.unitPrecision(), data.features(), data.shape());
        boolean matched =
                settings.choice("model.visible-bias", "zero", "zero", "data").equals("data");
        return ClassRbms.of(
                v,
                Group.of(LABEL, new OneHot(data.classes()), data.classes()),
                Group.of("h", new Bernoulli(), settings.count("model.hidden", 200, 1)),
                matched ? Initializer.matchedToData(v) : Initializer.zero());
    }
}
