package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.wiring.Preparation;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a machine with a mask takes for figure and for ground. */
@Command(
        name = "mask",
        description = {
            "Infers which hidden units explain which pixel, and draws it: from above the pictures, the probability of the",
            "first component, and what each component alone would show. With --truth also how well the mask finds the figure."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = BoltzmannCommand.EXAMPLES,
        footer = "  boltzmann mask gated.safetensors --data mnist-noise --truth mnist --out mask.png")
final class MaskCommand implements Callable<Integer> {

    private static final int COLUMNS = 500;
    private static final int PICTURES = 20;
    private static final float FIGURE = 0.5f;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Computing computing;

    @Parameters(paramLabel = "MODEL", description = "A file written by \"boltzmann train\", of a machine with a mask.")
    private Path model;

    @Mixin
    private ExampleOptions wanted;

    @Option(
            names = "--truth",
            completionCandidates = Candidates.DataNames.class,
            paramLabel = "NAME",
            description = {
                "A data set of the same pictures in the same order without ground: a pixel above 0.5 is of the figure.",
                "It may have more pictures than the data."
            })
    private String truth;

    @Option(names = "--examples", paramLabel = "N", description = "So many, the first ones; all if not given.")
    private Integer examples;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "mask.png",
            description = "The picture, PNG (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Override
    public Integer call() throws IOException {
        common.output("--out", out, ".png");
        if (examples != null && examples < 1) {
            throw new SettingsException(
                    List.of("--examples is " + examples + "; allowed is a whole number of at least 1"));
        }
        Settings settings = common.settings(wanted.settings());
        computing.read(settings);
        common.seed(settings);
        ExampleOptions.Request request = wanted.read(
                settings, common, ModelFile.read(model, common.catalog().vocabulary()));
        ModelFile stored = request.model();
        settings.check(Set.of());
        computing.begin();
        MaskedMachine machine = MaskedMachine.in(stored, model.toString());
        ExampleOptions.Chosen chosen = request.load();
        DataSet whole = chosen.set();
        DataSet set = examples == null ? whole : whole.take(Math.min(examples, whole.size()));
        String part = chosen.part().toString();
        Presentation shown = Preparation.of(stored)
                .showWithoutLabel(set, stored.machine())
                .frozen(RandomKey.of(Preparation.evaluationSeed(stored)).at(part));
        Optional<Matrix> figure = truth == null ? Optional.empty() : Optional.of(figure(chosen.likewise(truth), set));
        common.tell("inferring the masks of " + shown.size() + " examples ...");
        Matrix mask = Matrix.zeros(set.features(), set.size());
        List<Matrix> rows = new ArrayList<>();
        int first = 0;
        for (State x : shown.parts(stored.machine(), COLUMNS, RandomKey.of(0))) {
            machine.infer(x);
            mask.columns(first, first + x.columns()).set(machine.probability(x, 0));
            if (first == 0) {
                rows.addAll(rows(machine, x));
            }
            first += x.columns();
        }
        figure.ifPresent(values -> rows.add(values.columns(0, rows.get(0).columns())));
        Pictures.write(
                Pictures.grid(machine.visible(), joined(rows), rows.get(0).columns()), out);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("model", model.toString());
        result.put("data", chosen.name());
        result.put("split", part);
        result.put("examples", set.size());
        result.put("picture", out.toString());
        String text = "picture " + out;
        if (figure.isPresent()) {
            text += String.format(
                    "%n%s",
                    MaskFigures.put(mask, set.values(), chosen.training().values(), figure.get(), result));
        }
        common.print(result, text);
        return 0;
    }

    private static Matrix figure(DataSet clean, DataSet set) {
        if (clean.size() < set.size() || clean.features() != set.features()) {
            throw new DataException("data set " + clean.name() + " has " + clean.size() + " examples of "
                    + clean.features() + " features, but the masks are those of " + set.size() + " examples of "
                    + set.features() + "; name the same pictures without ground");
        }
        Matrix figure = clean.values().columns(0, set.size()).copy();
        for (int i = 0; i < figure.data().length; i++) {
            figure.data()[i] = figure.data()[i] > FIGURE ? 1 : 0;
        }
        return figure;
    }

    static List<Matrix> rows(MaskedMachine machine, State x) {
        int shown = Math.min(PICTURES, x.columns());
        List<Matrix> rows = new ArrayList<>();
        rows.add(x.of(machine.visible()).columns(0, shown).copy());
        rows.add(machine.probability(x, 0).columns(0, shown).copy());
        for (int r = 0; r < machine.components(); r++) {
            rows.add(machine.reconstruction(x, r).columns(0, shown).copy());
        }
        return rows;
    }

    static Matrix joined(List<Matrix> rows) {
        int columns = rows.get(0).columns();
        Matrix all = Matrix.zeros(rows.get(0).rows(), rows.size() * columns);
        for (int r = 0; r < rows.size(); r++) {
            all.columns(r * columns, (r + 1) * columns).set(rows.get(r));
        }
        return all;
    }
}
