package org.boltzmann.rbm.wiring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Spin;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.Variant;
import org.boltzmann.rbm.Rbms;

/** The restricted Boltzmann machines by name. */
public final class RbmVariants {

    private RbmVariants() {}

    /**
     * All of them.
     *
     * @return rbm, gaussian-rbm, spin-rbm, potts-rbm
     */
    public static List<Variant> all() {
        Map<String, String> common = new LinkedHashMap<>();
        common.put("model.hidden", "number of hidden units");
        common.put("model.visible-bias", "first biases: data (matched to the data's mean) or zero");
        common.put("model.deviation", "standard deviation of the first weights");
        return List.of(
                new Variant(
                        "rbm",
                        "restricted Boltzmann machine of binary units",
                        common,
                        Map.of(
                                "encoding", "bernoulli",
                                "learning-rate.schedule", "linear",
                                "batch-size", "50",
                                "negative-phase.chains", "100",
                                "l2", "1e-4"),
                        (data, settings) -> machine(data, settings, new Bernoulli(), new Bernoulli())),
                new Variant(
                        "gaussian-rbm",
                        "restricted Boltzmann machine of real-valued visible and binary hidden units",
                        with(common, "model.precision", "unit, or learned for each visible unit"),
                        Map.of(
                                "encoding", "as-is",
                                "scaling", "standardise",
                                "learning-rate", "0.01",
                                "learning-rate.schedule", "linear"),
                        (data, settings) -> machine(
                                data,
                                settings,
                                settings.choice("model.precision", "unit", "unit", "learned")
                                                .equals("learned")
                                        ? Gaussian.learnedPrecision(Variant.VISIBLE, data.features())
                                        : Gaussian.unitPrecision(),
                                new Bernoulli())),
                new Variant(
                        "spin-rbm",
                        "restricted Boltzmann machine of spins, -1 or +1",
                        common,
                        Map.of(
                                "encoding",
                                "bernoulli.spin",
                                "learning-rate",
                                "0.01",
                                "learning-rate.schedule",
                                "linear"),
                        (data, settings) -> machine(data, settings, new Spin(), new Spin())),
                new Variant(
                        "potts-rbm",
                        "restricted Boltzmann machine of categorical visible and binary hidden units; data are one-hot blocks",
                        with(common, "model.classes", "number of values of a visible variable"),
                        Map.of("encoding", "as-is", "learning-rate.schedule", "linear"),
                        (data, settings) -> machine(
                                data, settings, new OneHot(settings.count("model.classes", 2, 2)), new Bernoulli())));
    }

    private static Map<String, String> with(Map<String, String> common, String key, String line) {
        Map<String, String> more = new LinkedHashMap<>(common);
        more.put(key, line);
        return more;
    }

    private static BoltzmannMachine machine(DataSet data, Settings settings, UnitType visible, UnitType hidden) {
        Group v = new Group(Variant.VISIBLE, visible, data.features(), data.shape());
        Group h = Group.of("h", hidden, settings.count("model.hidden", 100, 1));
        boolean matched =
                settings.choice("model.visible-bias", "data", "data", "zero").equals("data");
        double deviation = settings.notNegative("model.deviation", 0.01);
        Initializer bias = matched ? Initializer.matchedToData(v) : Initializer.zero();
        return Rbms.of(v, h, bias, Initializer.normal(deviation));
    }
}
