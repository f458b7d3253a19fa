package org.boltzmann.sequence.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.Vocabulary;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.Subject;
import org.boltzmann.sequence.Pretraining;

/** First values of machines of sequences, as settings say them. */
final class Beginnings {

    private static final String PRETRAINED = "pretrained";
    private static final String EPOCHS = "pretrain.epochs";
    private static final String RATE = "pretrain.learning-rate";
    private static final String BATCH = "pretrain.batch-size";
    private static final String SWEEPS = "pretrain.sweeps";
    private static final String NETWORK = "pretrain.network-epochs";
    private static final String NETWORK_RATE = "pretrain.network-learning-rate";

    private Beginnings() {}

    static Map<String, String> documentation() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(
                PRETRAINED,
                "a model file whose parameters are the first values of those of the same names, such as one of variant rbm that"
                        + " was trained on the frames");
        lines.put(EPOCHS, "epochs in which the machine without its context first learns shuffled frames");
        lines.put(RATE, "of these, falling to 0");
        lines.put(BATCH, "frames of a mini-batch then");
        lines.put(SWEEPS, "k of CD-k then");
        lines.put(NETWORK, "epochs in which the network first learns to predict the next frame");
        lines.put(NETWORK_RATE, "of these, falling to 0");
        return lines;
    }

    private static Pretraining machine(Settings settings) {
        return new Pretraining(
                settings.count(EPOCHS, 0, 0),
                settings.count(BATCH, 100, 1),
                settings.number(RATE, 0.001, x -> x > 0, "a number above 0"),
                seed("machine"));
    }

    private static Pretraining network(Settings settings) {
        return new Pretraining(
                settings.count(NETWORK, 0, 0),
                settings.count("batch-size", 100, 1),
                settings.number(NETWORK_RATE, 0.001, x -> x > 0, "a number above 0"),
                seed("network"));
    }

    /** What is learned first is a part of the first values, which differ by the seed of the whole through the weights alone. */
    private static long seed(String part) {
        return part.hashCode();
    }

    /** Reads the settings, so that what is wrong is told before there is a machine. */
    static void ask(Settings settings) {
        settings.file(PRETRAINED);
        machine(settings);
        network(settings);
        settings.count(SWEEPS, 15, 1);
    }

    static void start(Subject subject, Settings settings) {
        BoltzmannMachine machine = subject.machine();
        ask(settings); // all of them, also where a declared machine has not asked yet: a model file holds what was
        // asked for
        Optional<Path> file = settings.file(PRETRAINED);
        file.ifPresent(name -> Pretraining.takeOver(read(name), machine));
        machine(settings)
                .machine(
                        machine,
                        subject.examples(),
                        settings.count(SWEEPS, 15, 1),
                        List.of(subject.watching().apply("the machine without its context")));
        if (settings.count(NETWORK, 0, 0) > 0) {
            network(settings)
                    .network(
                            machine,
                            subject.examples(),
                            List.of(subject.watching().apply("the network")));
        }
    }

    private static BoltzmannMachine read(Path file) {
        Vocabulary core = Vocabulary.core();
        Vocabulary words = new Vocabulary(core.units(), core.terms(), SequenceContribution.NETWORKS);
        try {
            return ModelFile.read(file, words).machine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
