package org.boltzmann.higherorder.wiring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.io.Role;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.Real;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.Variant;
import org.boltzmann.higherorder.GatedMachines;

/** Gated machines by name: the first half of an example is the given image x, the second the modelled one y. */
final class GatedVariants {

    private static final String INPUT = "x";
    private static final String OUTPUT = "y";

    /** Beyond it a step takes seconds, and memory gigabytes. */
    private static final int MOST_WEIGHTS = 1 << 24;

    private static final Map<String, Role> ROLES = Map.of(INPUT, Role.CONTEXT, OUTPUT, Role.OBSERVED);

    private GatedVariants() {}

    static List<Variant> all() {
        Map<String, String> common = new LinkedHashMap<>();
        common.put("model.hidden", "number of mapping units");
        common.put("model.images", "binary; or gaussian for standardised real values, with a learning rate of 0.01");
        common.put("model.visible-bias", "first biases of y: data (matched to the data's mean) or zero");
        common.put("model.deviation", "standard deviation of the first weights or filters");
        Map<String, String> factors = new LinkedHashMap<>(common);
        factors.put("model.factors", "number of factors, each with a filter of every group");
        return List.of(
                new Variant(
                                "gated-rbm",
                                "gated machine: an image given another, all pairs of pixels gated by mapping units; data are"
                                        + " pairs",
                                common,
                                defaults("0.05"),
                                ROLES,
                                (data, settings) -> full(data, settings))
                        .from("R. Memisevic, G. Hinton, \"Unsupervised learning of image transformations\", CVPR 2007"),
                new Variant(
                                "factored-gated-rbm",
                                "gated machine whose weights are products of filters; data are pairs of images",
                                factors,
                                defaults("0.1"),
                                ROLES,
                                (data, settings) -> factored(data, settings))
                        .from("R. Memisevic, G. Hinton, \"Learning to represent spatial transformations with factored"
                                + " higher-order Boltzmann machines\", Neural Computation 22(6), 2010"));
    }

    private static Map<String, String> defaults(String learningRate) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("encoding", "as-is");
        defaults.put("negative-phase", "cd");
        defaults.put("epochs", "60");
        defaults.put("momentum", "0.9");
        defaults.put("learning-rate", learningRate);
        defaults.put("learning-rate.schedule", "linear");
        return defaults;
    }

    private static BoltzmannMachine full(DataSet data, Settings settings) {
        Group x = input(data);
        Group y = output(data, settings);
        Group h = mapping(settings);
        double weights = (double) x.size() * y.size() * h.size();
        if (weights > MOST_WEIGHTS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d x %d x %d units have %.0f weights, of which the limit is %d; use fewer units, or"
                            + " factored-gated-rbm",
                    x.size(),
                    y.size(),
                    h.size(),
                    weights,
                    MOST_WEIGHTS));
        }
        return GatedMachines.full(x, y, h, first(settings, 0.01), bias(settings, y));
    }

    private static BoltzmannMachine factored(DataSet data, Settings settings) {
        Group x = input(data);
        Group y = output(data, settings);
        return GatedMachines.factored(
                x,
                y,
                mapping(settings),
                settings.count("model.factors", 200, 1),
                first(settings, 0.1),
                bias(settings, y));
    }

    private static Group input(DataSet data) {
        boolean pairs = data.shape().get(0) == 2 || data.shape().size() == 1;
        if (!pairs || data.features() % 2 != 0) {
            throw new DataException("data set " + data.name() + " has examples of shape " + data.shape()
                    + ", which are no pairs of images; give the first image, then the second, and"
                    + " data.shape=2,rows,columns for a file");
        }
        return new Group(INPUT, new Real(), data.features() / 2, image(data));
    }

    private static Group output(DataSet data, Settings settings) {
        boolean binary =
                settings.choice("model.images", "binary", "binary", "gaussian").equals("binary");
        return new Group(OUTPUT, binary ? new Bernoulli() : Gaussian.unitPrecision(), data.features() / 2, image(data));
    }

    /** The shape of one image, where the data say it: two of it, one after the other. */
    private static List<Integer> image(DataSet data) {
        List<Integer> shape = data.shape();
        boolean two = shape.size() > 1 && shape.get(0) == 2;
        return two ? shape.subList(1, shape.size()) : List.of(data.features() / 2);
    }

    private static Group mapping(Settings settings) {
        return Group.of("h", new Bernoulli(), settings.count("model.hidden", 100, 1));
    }

    private static Initializer first(Settings settings, double deviation) {
        return Initializer.normal(settings.notNegative("model.deviation", deviation));
    }

    private static Initializer bias(Settings settings, Group y) {
        boolean matched =
                settings.choice("model.visible-bias", "data", "data", "zero").equals("data");
        return matched ? Initializer.matchedToData(y) : Initializer.zero();
    }
}
