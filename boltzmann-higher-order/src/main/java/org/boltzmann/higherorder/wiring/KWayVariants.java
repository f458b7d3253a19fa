package org.boltzmann.higherorder.wiring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.io.Role;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Spin;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.core.wiring.Variant;
import org.boltzmann.higherorder.HigherOrderMachines;
import org.boltzmann.higherorder.HigherOrderMachines.Interactions;

/** The machine of k-th order by name. */
final class KWayVariants {

    private static final String LABEL = "y";

    private KWayVariants() {}

    static List<Variant> all() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("model.order", "number of units in the largest products");
        settings.put("model.hidden", "number of hidden units; 0 for none");
        settings.put(
                "model.interactions",
                "of hidden units: restricted (one in a product at most, so that they are independent given the data) or all");
        settings.put(
                "model.window",
                "side of the window within which units of a picture interact; 0 for any distance, feasible for small pictures only");
        settings.put("model.units", "visible and hidden units: bernoulli, or spin, whose encoding is bernoulli.spin");
        settings.put("model.label", "whether the label of labelled data is a group of visible units: auto or none");
        settings.put("model.visible-bias", "first biases: data (matched to the data's mean) or zero");
        settings.put("model.deviation", "standard deviation of the first weights; without hidden units they are 0");
        return List.of(new Variant(
                        "higher-order",
                        "Boltzmann machine of k-th order: weights for products of up to k units, label included",
                        settings,
                        Map.of(
                                "encoding", "bernoulli",
                                "learning-rate", "0.02",
                                "learning-rate.schedule", "linear",
                                "batch-size", "50",
                                "positive-phase", "auto",
                                "negative-phase.chains", "100"),
                        Map.of(Variant.VISIBLE, Role.OBSERVED, LABEL, Role.LABEL),
                        KWayVariants::machine)
                .from(
                        "T. Sejnowski, \"Higher-order Boltzmann machines\", AIP Conference Proceedings 151, 1986; F. Albizuri, A."
                                + " d'Anjou, M. Graña, J. Lozano, \"Convergence properties of high-order Boltzmann machines\", Neural"
                                + " Networks 9, 1996"));
    }

    private static BoltzmannMachine machine(DataSet data, Settings settings) {
        int order = settings.count("model.order", 3, 1);
        int hidden = settings.count("model.hidden", 0, 0);
        boolean labelled =
                settings.choice("model.label", "auto", "auto", "none").equals("auto") && data.isLabelled();
        Interactions interactions = settings.choice("model.interactions", "restricted", "restricted", "all")
                        .equals("all")
                ? Interactions.ALL
                : Interactions.RESTRICTED;
        int window = settings.count("model.window", 0, 0);
        boolean matched =
                settings.choice("model.visible-bias", "data", "data", "zero").equals("data");
        double deviation = settings.notNegative("model.deviation", 0.01);
        UnitType units =
                settings.choice("model.units", "bernoulli", "bernoulli", "spin").equals("spin")
                        ? new Spin()
                        : new Bernoulli();
        Group v = new Group(Variant.VISIBLE, units, data.features(), data.shape());
        try {
            return HigherOrderMachines.of(
                    v,
                    labelled
                            ? Optional.of(Group.of(LABEL, new OneHot(data.classes()), data.classes()))
                            : Optional.empty(),
                    hidden == 0 ? Optional.empty() : Optional.of(Group.of("h", units, hidden)),
                    order,
                    window,
                    interactions,
                    matched ? Initializer.matchedToData(v) : Initializer.zero(),
                    hidden == 0 ? Initializer.zero() : Initializer.normal(deviation)); // concave: no symmetry to break
        } catch (IllegalArgumentException e) {
            throw new SettingsException(
                    List.of("model.order is " + order + ", too high for data set " + data.name() + ": " + e.getMessage()
                            + ", such as model.window=3"),
                    e);
        }
    }
}
