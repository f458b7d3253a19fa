package org.boltzmann.sequence.wiring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ContextNetwork;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.Real;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.Variant;
import org.boltzmann.sequence.Activation;
import org.boltzmann.sequence.ConditionalMachines;
import org.boltzmann.sequence.DelayLine;
import org.boltzmann.sequence.Elman;
import org.boltzmann.sequence.Emission;
import org.boltzmann.sequence.Lstm;

/** Machines of sequences by name. */
final class SequenceVariants {

    private static final String CONTEXT = "u";

    private SequenceVariants() {}

    /** rnn-rbm, rtrbm, crbm, factored-crbm. */
    static List<Variant> all() {
        return List.of(rnnRbm(), rtrbm(), crbm(), factoredCrbm());
    }

    private static Map<String, String> common() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("model.hidden", "number of hidden units");
        settings.put("model.visible", "units of a frame: bernoulli, or gaussian for values that are standardised");
        settings.put("model.visible-bias", "first biases: data (matched to the data's mean) or zero");
        settings.put("model.deviation", "standard deviation of the first weights");
        settings.put("model.emission-deviation", "standard deviation of the first weights from context to units");
        settings.putAll(Beginnings.documentation());
        return settings;
    }

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("encoding", "as-is");
        defaults.put("negative-phase", "cd");
        defaults.put("negative-phase.sweeps", "15");
        defaults.put("optimizer", "adam");
        defaults.put("learning-rate", "0.001");
        defaults.put("learning-rate.schedule", "linear");
        defaults.put("l2", "1e-4");
        defaults.put("batch-size", "2");
        defaults.put("gradient.clip", "5");
        return defaults;
    }

    /** Cells remember training sequences if they see them whole. */
    private static Map<String, String> recurrentDefaults() {
        Map<String, String> defaults = defaults();
        defaults.put("network.dropout", "0.3");
        return defaults;
    }

    private static Variant rnnRbm() {
        Map<String, String> settings = common();
        settings.put("model.recurrent", "number of recurrent units");
        settings.put("model.cell", "the recurrent cell: elman or lstm");
        settings.put("model.activation", "of an elman cell: tanh or logistic");
        settings.put("model.network-deviation", "standard deviation of the cell's first weights");
        settings.put("model.emits", "what follows the recurrent units: biases; low-rank or full, the weights too");
        settings.put("model.factors", "rank of the weights that follow them, where they are low-rank");
        return new Variant(
                        "rnn-rbm",
                        "restricted machine whose biases, or weights too, a recurrent network computes from the frames before",
                        settings,
                        recurrentDefaults(),
                        Map.of(),
                        SequenceVariants::rnnRbm)
                .startingWith(Beginnings::start)
                .from(
                        "N. Boulanger-Lewandowski, Y. Bengio, P. Vincent, \"Modeling temporal dependencies in high-dimensional"
                                + " sequences\", ICML 2012");
    }

    private static BoltzmannMachine rnnRbm(DataSet data, Settings settings) {
        Group v = visible(data, settings);
        Group u = Group.of(CONTEXT, new Real(), settings.count("model.recurrent", 100, 1));
        double deviation = settings.notNegative("model.network-deviation", 0.01);
        boolean lstm = settings.choice("model.cell", "elman", "elman", "lstm").equals("lstm");
        Activation activation = Activation.valueOf(
                settings.choice("model.activation", "tanh", "tanh", "logistic").toUpperCase(Locale.ROOT));
        ContextNetwork network =
                lstm ? Lstm.reading(v, u, deviation, deviation) : Elman.reading(v, u, activation, deviation, deviation);
        Group h = hidden(settings, 150);
        int factors = settings.count("model.factors", 50, 1);
        Emission emission = switch (settings.choice("model.emits", "biases", "biases", "low-rank", "full")) {
            case "low-rank" -> Emission.lowRank(factors);
            case "full" -> Emission.full();
            default -> Emission.biases();
        };
        return ConditionalMachines.of(v, h, u, emission, first(settings, v, 0.0001))
                .conditionedBy(network);
    }

    private static Variant rtrbm() {
        return new Variant(
                        "rtrbm",
                        "recurrent temporal machine: what hidden units were expected to be shifts the biases of the next frame",
                        common(),
                        recurrentDefaults(),
                        Map.of(),
                        (data, settings) -> {
                            Group v = visible(data, settings);
                            Group h = hidden(settings, 150);
                            Group u = Group.of(CONTEXT, new Real(), h.size());
                            return ConditionalMachines.recurrentTemporal(v, h, u, first(settings, v, 0.01));
                        })
                .startingWith(Beginnings::start)
                .from(
                        "I. Sutskever, G. Hinton, G. Taylor, \"The recurrent temporal restricted Boltzmann machine\", NIPS 2008");
    }

    private static Variant crbm() {
        Map<String, String> settings = common();
        settings.put("model.order", "number of frames before that the biases follow");
        return new Variant(
                        "crbm",
                        "conditional machine: the last frames shift the biases",
                        settings,
                        defaults(),
                        Map.of(),
                        (data, own) -> delayed(data, own, Emission.biases()))
                .startingWith(Beginnings::start)
                .from(
                        "G. Taylor, G. Hinton, S. Roweis, \"Modeling human motion using binary latent variables\", NIPS 2006");
    }

    /**
     * Published with labels of style that multiply the factors, too; they are no part of this one: what multiplies is the frames
     * before, and the labels of data are not read.
     */
    private static Variant factoredCrbm() {
        Map<String, String> settings = common();
        settings.put("model.order", "number of frames before that biases and weights follow");
        settings.put("model.factors", "rank of the weights that follow the last frames");
        return new Variant(
                        "factored-crbm",
                        "conditional machine: the last frames shift the biases and, through factors, the weights",
                        settings,
                        defaults(),
                        Map.of(),
                        (data, own) -> delayed(data, own, Emission.lowRank(own.count("model.factors", 50, 1))))
                .startingWith(Beginnings::start)
                .from(
                        "G. Taylor, G. Hinton, \"Factored conditional restricted Boltzmann machines for modeling motion style\", ICML"
                                + " 2009, without its style labels");
    }

    private static BoltzmannMachine delayed(DataSet data, Settings settings, Emission emission) {
        Group v = visible(data, settings);
        Group u = Group.of(CONTEXT, new Real(), v.size() * settings.count("model.order", 3, 1));
        return ConditionalMachines.of(v, hidden(settings, 150), u, emission, first(settings, v, 0.01))
                .conditionedBy(new DelayLine(v, u));
    }

    private static Group visible(DataSet data, Settings settings) {
        boolean gaussian = settings.choice("model.visible", "bernoulli", "bernoulli", "gaussian")
                .equals("gaussian");
        return new Group(
                Variant.VISIBLE, gaussian ? Gaussian.unitPrecision() : new Bernoulli(), data.features(), data.shape());
    }

    private static Group hidden(Settings settings, int otherwise) {
        Beginnings.ask(settings);
        return Group.of("h", new Bernoulli(), settings.count("model.hidden", otherwise, 1));
    }

    private static ConditionalMachines.First first(Settings settings, Group visible, double emission) {
        boolean matched =
                settings.choice("model.visible-bias", "data", "data", "zero").equals("data");
        return new ConditionalMachines.First(
                matched ? Initializer.matchedToData(visible) : Initializer.zero(),
                Initializer.normal(settings.notNegative("model.deviation", 0.01)),
                Initializer.normal(settings.notNegative("model.emission-deviation", emission)));
    }
}
