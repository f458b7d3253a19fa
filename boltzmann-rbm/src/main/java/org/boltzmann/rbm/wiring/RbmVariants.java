package org.boltzmann.rbm.wiring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import org.boltzmann.rbm.Couplings;
import org.boltzmann.rbm.GeneralMachines;
import org.boltzmann.rbm.Rbms;

/** The restricted Boltzmann machines, and the general one, by name. */
public final class RbmVariants {

    private RbmVariants() {}

    /**
     * All of them.
     *
     * @return rbm, gaussian-rbm, spin-rbm, potts-rbm, boltzmann-machine, fully-visible-bm
     */
    public static List<Variant> all() {
        Map<String, String> common = new LinkedHashMap<>();
        common.put("model.hidden", "number of hidden units");
        common.put("model.visible-bias", "first biases: data (matched to the data's mean) or zero");
        common.put("model.deviation", "standard deviation of the first weights");
        Map<String, String> visibleOnly = with(common, "model.visible-couplings", "among visible units: dense or grid");
        visibleOnly.remove("model.hidden");
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
                                (data, settings) -> machine(data, settings, new Bernoulli(), new Bernoulli()))
                        .from(
                                "P. Smolensky, \"Information processing in dynamical systems: foundations of harmony theory\","
                                        + " 1986"),
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
                                        new Bernoulli()))
                        .from(
                                "G. Hinton, R. Salakhutdinov, \"Reducing the dimensionality of data with neural networks\","
                                        + " Science 313, 2006"),
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
                                        data,
                                        settings,
                                        new OneHot(settings.count("model.classes", 2, 2)),
                                        new Bernoulli()))
                        .from("R. Salakhutdinov, A. Mnih, G. Hinton, \"Restricted Boltzmann machines for collaborative"
                                + " filtering\", ICML 2007, without missing ratings"),
                new Variant(
                                "boltzmann-machine",
                                "general Boltzmann machine of binary units, coupled within groups too; hidden units by mean field",
                                with(
                                        with(
                                                common,
                                                "model.visible-couplings",
                                                "among visible units: dense, grid or none"),
                                        "model.hidden-couplings",
                                        "among hidden units: dense or none"),
                                Map.of(
                                        "encoding", "bernoulli",
                                        "learning-rate.schedule", "linear",
                                        "batch-size", "50",
                                        "positive-phase", "auto",
                                        "positive-phase.sweeps", "30",
                                        "negative-phase.chains", "100",
                                        "l2", "1e-4"),
                                RbmVariants::general)
                        .from(
                                "D. Ackley, G. Hinton, T. Sejnowski, \"A learning algorithm for Boltzmann machines\", Cognitive"
                                        + " Science 9, 1985; R. Salakhutdinov, \"Learning and evaluating Boltzmann machines\", UTML TR"
                                        + " 2008-002, 2008"),
                new Variant(
                                "fully-visible-bm",
                                "Boltzmann machine of visible binary units alone, each coupled with each other or with its neighbours",
                                visibleOnly,
                                Map.of(
                                        "encoding", "bernoulli",
                                        "learning-rate.schedule", "linear",
                                        "batch-size", "50",
                                        "negative-phase.chains", "100",
                                        "l2", "1e-4"),
                                RbmVariants::fullyVisible)
                        .from(
                                "D. Ackley, G. Hinton, T. Sejnowski, \"A learning algorithm for Boltzmann machines\", Cognitive"
                                        + " Science 9, 1985; A. Hyvärinen, \"Consistency of pseudolikelihood estimation of fully"
                                        + " visible Boltzmann machines\", Neural Computation 18, 2006"));
    }

    private static BoltzmannMachine fullyVisible(DataSet data, Settings settings) {
        Group v = new Group(Variant.VISIBLE, new Bernoulli(), data.features(), data.shape());
        return GeneralMachines.visible(
                v,
                couplings(settings.choice("model.visible-couplings", "dense", "dense", "grid")),
                visibleBias(settings, v),
                weights(settings));
    }

    private static BoltzmannMachine general(DataSet data, Settings settings) {
        Group v = new Group(Variant.VISIBLE, new Bernoulli(), data.features(), data.shape());
        Group h = Group.of("h", new Bernoulli(), settings.count("model.hidden", 100, 1));
        return GeneralMachines.of(
                v,
                h,
                couplings(settings.choice("model.visible-couplings", "dense", "dense", "grid", "none")),
                couplings(settings.choice("model.hidden-couplings", "dense", "dense", "none")),
                visibleBias(settings, v),
                weights(settings));
    }

    private static Couplings couplings(String name) {
        return Couplings.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static Map<String, String> with(Map<String, String> common, String key, String line) {
        Map<String, String> more = new LinkedHashMap<>(common);
        more.put(key, line);
        return more;
    }

    private static BoltzmannMachine machine(DataSet data, Settings settings, UnitType visible, UnitType hidden) {
        Group v = new Group(Variant.VISIBLE, visible, data.features(), data.shape());
        Group h = Group.of("h", hidden, settings.count("model.hidden", 100, 1));
        return Rbms.of(v, h, visibleBias(settings, v), weights(settings));
    }

    private static Initializer visibleBias(Settings settings, Group visible) {
        boolean matched =
                settings.choice("model.visible-bias", "data", "data", "zero").equals("data");
        return matched ? Initializer.matchedToData(visible) : Initializer.zero();
    }

    private static Initializer weights(Settings settings) {
        return Initializer.normal(settings.notNegative("model.deviation", 0.01));
    }
}
