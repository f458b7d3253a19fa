package org.boltzmann.higherorder.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.Role;
import org.boltzmann.core.io.Vocabulary;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.Subject;
import org.boltzmann.core.wiring.Variant;
import org.boltzmann.higherorder.FeatureSelection;
import org.boltzmann.higherorder.PointWiseGatedMachines;

/** The point-wise gated machine of two components by name. */
final class PointWiseGatedVariant {

    private static final String PRETRAINED = "pretrained";
    private static final String LABEL = "y";

    private PointWiseGatedVariant() {}

    static Variant variant() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("model.hidden", "number of hidden units of the first group, which is to learn what matters");
        settings.put("model.background", "number of hidden units of the second group, as many as the first by default");
        settings.put("model.label", "joins the first group to the label: yes or no");
        settings.put(
                PRETRAINED,
                "a model file of variant rbm: its features that tell most of the label begin in the first group, those that tell"
                        + " least in the second");
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("encoding", "means");
        defaults.put("positive-phase", "auto");
        defaults.put("positive-phase.sweeps", "10");
        defaults.put("positive-phase.start", "z");
        defaults.put("negative-phase", "cd");
        defaults.put("negative-phase.reconstruction", "means");
        defaults.put("learning-rate", "0.01");
        defaults.put("momentum", "0.9");
        defaults.put("l2", "0.001");
        defaults.put("sparsity.rule", "biases");
        defaults.put("sparsity.group", "h1,h2");
        defaults.put("sparsity.target", "0.15");
        defaults.put("sparsity.cost", "1");
        return new Variant(
                        "point-wise-gated-rbm",
                        "two groups of hidden units, and a mask that says of each visible unit which of them explains it",
                        settings,
                        defaults,
                        Map.of(Variant.VISIBLE, Role.OBSERVED, LABEL, Role.LABEL),
                        PointWiseGatedVariant::machine)
                .startingWith(PointWiseGatedVariant::start)
                .from(
                        "K. Sohn, G. Zhou, C. Lee, H. Lee, \"Learning and selecting features jointly with point-wise gated Boltzmann"
                                + " machines\", ICML 2013");
    }

    private static BoltzmannMachine machine(DataSet data, Settings settings) {
        int size = settings.count("model.hidden", 100, 1);
        Group v = new Group(Variant.VISIBLE, new Bernoulli(), data.features(), data.shape());
        List<Group> hidden = List.of(
                Group.of("h1", new Bernoulli(), size),
                Group.of("h2", new Bernoulli(), settings.count("model.background", size, 1)));
        settings.file(PRETRAINED);
        if (settings.choice("model.label", "no", "no", "yes").equals("no")) {
            return PointWiseGatedMachines.of(v, "z", hidden);
        }
        if (!data.isLabelled()) {
            throw new DataException(
                    "data set " + data.name()
                            + " has no labels, to which model.label=yes joins the first group; name the column or the file that has them by data.label");
        }
        return PointWiseGatedMachines.of(v, "z", hidden, Group.of(LABEL, new OneHot(data.classes()), data.classes()));
    }

    private static void start(Subject subject, Settings settings) {
        Optional<Path> file = settings.file(PRETRAINED);
        if (file.isPresent()) {
            FeatureSelection.from(read(file.get())).fill(subject.machine(), subject.examples());
        }
    }

    private static BoltzmannMachine read(Path file) {
        try {
            return ModelFile.read(file, Vocabulary.core()).machine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
