package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.ModelFileException;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.wiring.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the means of hidden units given data. */
@Command(
        name = "features",
        description = "Writes the means of a stored machine's hidden units given each example of a data set, exactly.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = BoltzmannCommand.EXAMPLES,
        footer = "  boltzmann features model.safetensors --out features.npy")
final class FeaturesCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common;

    @Mixin
    private Computing computing;

    @Parameters(paramLabel = "MODEL", description = "A file written by \"boltzmann train\".")
    private Path model;

    @Mixin
    private ExampleOptions wanted;

    @Option(names = "--group", paramLabel = "NAME", description = "One hidden group; all of them if not given.")
    private String group;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = {
                "FILE.csv: a line for each example; FILE.npy: an array (examples, units), groups side by side;",
                "FILE.npz: an array for each group. CSV is printed if not given."
            })
    private Path out;

    @Override
    public Integer call() throws IOException {
        if (out != null) {
            common.output("--out", out, ".csv", ".npy", ".npz");
        }
        Settings settings = common.settings(wanted.settings());
        computing.read(settings);
        common.seed(settings);
        ExampleOptions.Request request = wanted.read(
                settings, common, ModelFile.read(model, common.catalog().vocabulary()));
        ModelFile stored = request.model();
        settings.check(Set.of());
        computing.begin();
        List<Group> wanted = wanted(stored);
        Marginal marginal = ShownData.marginal(stored, model.toString());
        ExampleOptions.Chosen chosen = request.load();
        DataSet set = chosen.set();
        String part = chosen.part().toString();
        ShownData shown = ShownData.of(stored, marginal, set, part);
        Map<String, Matrix> means = new LinkedHashMap<>();
        wanted.forEach(hidden -> means.put(hidden.name(), Matrix.zeros(hidden.size(), set.size())));
        shown.forEachPart((x, examples) -> {
            for (Group hidden : wanted) {
                Matrix mean = Matrix.zeros(hidden.size(), x.columns());
                marginal.addMean(hidden, x, mean);
                Matrix all = means.get(hidden.name());
                for (int j = 0; j < examples.length; j++) {
                    all.columns(examples[j], examples[j] + 1).set(mean.columns(j, j + 1));
                }
            }
        });
        ExampleTable table = new ExampleTable(set, means);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("model", model.toString());
        result.put("data", chosen.name());
        result.put("split", part);
        result.put("examples", set.size());
        Map<String, Object> sizes = new LinkedHashMap<>();
        wanted.forEach(hidden -> sizes.put(hidden.name(), hidden.size()));
        result.put("groups", sizes);
        if (out == null) {
            result.putAll(table.identities());
            result.put("features", tree(means));
            common.print(result, table.csv().stripTrailing());
        } else {
            table.write(out);
            result.put("features", out.toString());
            common.print(
                    result, String.format(Locale.ROOT, "features %s%n%,d examples, units %s", out, set.size(), sizes));
        }
        return 0;
    }

    private List<Group> wanted(ModelFile stored) {
        List<Group> hidden = new ArrayList<>(stored.machine().groups());
        hidden.removeAll(stored.declaration().holding(stored.machine()));
        stored.declaration().label(stored.machine()).ifPresent(hidden::remove);
        hidden.removeIf(candidate -> candidate.type().isContext());
        List<Group> wanted = hidden.stream()
                .filter(candidate -> group == null || candidate.name().equals(group))
                .toList();
        if (wanted.isEmpty()) {
            throw new ModelFileException(model + ": "
                    + (hidden.isEmpty()
                            ? "the machine has no hidden group, and so no features"
                            : "no hidden group is named " + group + "; --group takes one of "
                                    + hidden.stream().map(Group::name).toList()));
        }
        return wanted;
    }

    private static Map<String, Object> tree(Map<String, Matrix> means) {
        Map<String, Object> tree = new LinkedHashMap<>();
        means.forEach((name, mean) -> {
            List<List<Float>> rows = new ArrayList<>();
            for (int example = 0; example < mean.columns(); example++) {
                List<Float> row = new ArrayList<>();
                for (int unit = 0; unit < mean.rows(); unit++) {
                    row.add(mean.get(unit, example));
                }
                rows.add(row);
            }
            tree.put(name, rows);
        });
        return tree;
    }
}
