package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.wiring.DataSets;
import org.boltzmann.core.wiring.Preparation;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Carries the transformation of a pair of images over to a third. */
@Command(
        name = "transform",
        description = {
            "Infers how the second image of a pair comes from the first, and does the same to a third image;",
            "draws a row for each: the pair, the third image, what becomes of it, and what should where that is known."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = BoltzmannCommand.EXAMPLES,
        footer = {
            "  boltzmann transform model.safetensors",
            "  boltzmann transform model.safetensors --pair pairs.csv --image images.csv --out transformed.png"
        })
final class TransformCommand implements Callable<Integer> {

    private static final String COUNT = "transform.count";
    private static final String ROUNDS = "transform.rounds";

    @Mixin
    private CommonOptions common;

    @Mixin
    private Computing computing;

    @Parameters(
            paramLabel = "MODEL",
            description = "A file written by \"boltzmann train\", of a machine of an image given another.")
    private Path model;

    @Mixin
    private ExampleOptions wanted;

    @Option(
            names = "--pair",
            paramLabel = "FILE",
            description = "A file of pairs, each line or example the first image, then the second.")
    private Path pair;

    @Option(
            names = "--image",
            paramLabel = "FILE",
            description = {
                "A file of third images, as many as there are pairs or one for all. Without it, the first image of the"
                        + " next",
                "pair, of the same label if there are labels."
            })
    private Path image;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "transformed.png",
            description = "The picture, PNG (default: ${DEFAULT-VALUE}).")
    private Path out;

    static Map<String, String> documentation() {
        return Map.of(
                COUNT,
                "of transform: how many pairs are shown",
                ROUNDS,
                "of transform, and evaluate --metric transformation: rounds of mean field that sharpen the transformed"
                        + " image");
    }

    static int rounds(Settings settings) {
        return settings.count(ROUNDS, 0, 0);
    }

    @Override
    public Integer call() throws IOException {
        common.output("--out", out, ".png");
        if (pair != null && wanted.isGiven()) {
            throw new SettingsException(
                    List.of("--pair and --data both say where pairs come from; leave one of them out"));
        }
        Settings settings = common.settings(wanted.settings());
        int count = settings.count(COUNT, 20, 1);
        int rounds = rounds(settings);
        computing.read(settings);
        ExampleOptions.Request request = wanted.read(
                settings, common, ModelFile.read(model, common.catalog().vocabulary()));
        ModelFile stored = request.model();
        settings.check(Set.of());
        computing.begin();
        PairMachine machine = PairMachine.in(stored, model.toString());
        DataSet set = pair != null
                ? common.dataSets(request.options()).all(pair.toString())
                : request.load().set();
        Presentation shown = shown(stored, set);
        PairMachine.Pairs all = machine.pairs(shown);
        boolean labelled = set.isLabelled() && set.unlabelledCount() == 0;
        int[] next = next(set, labelled);
        int[] chosen = IntStream.range(0, set.size())
                .filter(example -> image != null || next[example] >= 0)
                .limit(count)
                .toArray();
        if (chosen.length == 0) {
            throw new DataException("data set " + set.name()
                    + " has no second pair from which a third image could come; name one by --image");
        }
        PairMachine.Pairs pairs = all.take(chosen);
        PairMachine.Pairs third = image == null
                ? all.take(Arrays.stream(chosen).map(example -> next[example]).toArray())
                : given(stored, machine, common.dataSets(request.options()), chosen.length);
        common.tell("transforming " + chosen.length + " images ...");
        Matrix transformed = machine.analogy().apply(machine.analogy().infer(pairs.x(), pairs.y()), third.x(), rounds);
        boolean known = image == null && labelled;
        Pictures.write(new TransformationPictures(machine).image(pairs, third, transformed, known), out);
        print(chosen.length, known ? Optional.of(TransformationMeasure.error(transformed, third)) : Optional.empty());
        return 0;
    }

    private static Presentation shown(ModelFile stored, DataSet set) {
        Preparation preparation = Preparation.of(stored);
        Presentation shown = preparation.showForEvaluation(
                set.withoutLabels(), stored.machine(), "transform", Preparation.evaluationSeed(stored));
        if (!shown.isComplete()) {
            throw new DataException("data set " + set.name()
                    + " has missing values, from which no transformation is inferred; fill them in");
        }
        return shown;
    }

    private static int[] next(DataSet set, boolean labelled) {
        return labelled
                ? TransformationMeasure.nextOfSameLabel(set)
                : IntStream.range(0, set.size())
                        .map(example -> set.size() == 1 ? -1 : (example + 1) % set.size())
                        .toArray();
    }

    private PairMachine.Pairs given(ModelFile stored, PairMachine machine, DataSets sets, int wanted) {
        DataSet images = sets.all(image.toString());
        int pixels = machine.analogy().input().size();
        if (images.features() != pixels || (images.size() != 1 && images.size() < wanted)) {
            throw new DataException(image + " holds " + images.size() + " images of " + images.features()
                    + " pixels; wanted are 1 or at least " + wanted + " of " + pixels);
        }
        PairMachine.Pairs inputs = machine.pairs(shown(stored, machine.asInputs(images)));
        return inputs.take(
                IntStream.range(0, wanted).map(n -> images.size() == 1 ? 0 : n).toArray());
    }

    private void print(int count, Optional<TransformationMeasure.AnalogyError> error) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("picture", out.toString());
        result.put("transformed", count);
        StringBuilder text = new StringBuilder("picture " + out);
        error.ifPresent(known -> {
            result.put("squared-error", known.error());
            text.append(String.format(Locale.ROOT, "%nsquared error of a pixel %.5f", known.error()));
            if (!Double.isNaN(known.copying())) {
                result.put("squared-error-of-copying", known.copying());
                text.append(String.format(Locale.ROOT, ", by copying %.5f", known.copying()));
            }
        });
        common.print(result, text.toString());
    }
}
