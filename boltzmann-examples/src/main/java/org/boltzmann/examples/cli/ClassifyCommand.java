package org.boltzmann.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.AtomicFile;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.ModelFileException;
import org.boltzmann.core.wiring.Preparation;
import org.boltzmann.core.wiring.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a stored machine takes examples for. */
@Command(
        name = "classify",
        description =
                "Says of which class a stored machine takes each example of a data set to be, and how sure it is.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = BoltzmannCommand.EXAMPLES,
        footer = {
            "  boltzmann classify model.safetensors --data mnist --out classes.csv",
            "  boltzmann classify model.safetensors --out classes.png"
        })
final class ClassifyCommand implements Callable<Integer> {

    private static final String STANDARD_OUTPUT = "-";

    @Mixin
    private CommonOptions common;

    @Mixin
    private Computing computing;

    @Parameters(paramLabel = "MODEL", description = "A file written by \"boltzmann train\", of a machine with a label.")
    private Path model;

    @Mixin
    private ExampleOptions wanted;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = STANDARD_OUTPUT,
            description = {
                "FILE.csv: a line for each example with the probability of each class; - prints it (the default).",
                "FILE.png: the pictures sorted by what they are taken for, the surest first, errors framed."
            })
    private Path out;

    @Override
    public Integer call() throws IOException {
        boolean picture = checkOut();
        Settings settings = common.settings(wanted.settings());
        computing.read(settings);
        common.seed(settings);
        ExampleOptions.Request request = wanted.read(
                settings, common, ModelFile.read(model, common.catalog().vocabulary()));
        ModelFile stored = request.model();
        settings.check(Set.of());
        computing.begin();
        LabelledMachine machine = LabelledMachine.in(stored, model.toString());
        Optional<Group> visible = picture ? Optional.of(visible(stored)) : Optional.empty();
        ExampleOptions.Chosen chosen = request.load();
        DataSet set = chosen.set();
        String part = chosen.part().toString();
        Presentation shown = Preparation.of(stored)
                .showWithoutLabel(set, stored.machine())
                .frozen(RandomKey.of(Preparation.evaluationSeed(stored)).at(part));
        common.tell("classifying " + shown.size() + " examples ...");
        Predictions predictions =
                Predictions.of(machine, shown, set.isLabelled() ? set.withClasses(machine.classNames()) : set);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("model", model.toString());
        result.put("data", chosen.name());
        result.put("split", part);
        result.put("classes", machine.classNames());
        predictions.judged().ifPresent(judged -> result.putAll(ClassificationFigures.errors(judged.errors())));
        result.put("examples", predictions.size());
        if (out.toString().equals(STANDARD_OUTPUT)) {
            predictions.judged().ifPresent(judged -> common.tell(ClassificationText.summary(judged)));
            result.put("predictions", predictions.tree());
            common.print(result, predictions.csv().stripTrailing());
        } else if (visible.isPresent()) {
            ClassPictures pictures = new ClassPictures(predictions, visible.get(), set);
            pictures.write(out);
            result.put("picture", out.toString());
            result.put("rows", pictures.rows());
            common.print(result, summary("picture", predictions) + String.format("%n%s", rows(pictures)));
        } else {
            AtomicFile.write(out, file -> file.write(predictions.csv().getBytes(UTF_8)));
            result.put("predictions", out.toString());
            common.print(result, summary("predictions", predictions));
        }
        return 0;
    }

    /** Whether a picture is wanted; refused if it is neither that nor a table, or cannot be written. */
    private boolean checkOut() throws IOException {
        if (out.toString().equals(STANDARD_OUTPUT)) {
            return false;
        }
        common.output("--out", out, ".csv", ".png");
        return out.toString().toLowerCase(Locale.ROOT).endsWith(".png");
    }

    private Group visible(ModelFile stored) {
        return Drawing.visible(stored)
                .orElseThrow(() -> new ModelFileException(
                        model + ": " + Drawing.NOTHING + "; --out FILE.csv writes a table instead"));
    }

    private String summary(String kind, Predictions predictions) {
        return String.format(Locale.ROOT, "%s %s%n%,d examples", kind, out, predictions.size())
                + predictions
                        .judged()
                        .map(judged -> ": " + ClassificationText.summary(judged))
                        .orElse("");
    }

    private static String rows(ClassPictures pictures) {
        return "rows from above: "
                + String.join(
                        ", ",
                        pictures.rows().stream()
                                .map(name -> Excerpt.of(name, 40))
                                .toList());
    }
}
