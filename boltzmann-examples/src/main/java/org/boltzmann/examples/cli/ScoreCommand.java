package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.ModelFileException;
import org.boltzmann.core.wiring.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Writes the free energy F of examples: −log p(example) = F + log Z, so that it ranks them as their likelihood does, without log Z.
 */
@Command(
        name = "score",
        description =
                "Writes the free energy of each example: the higher, the less the machine expects it (an anomaly).",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = BoltzmannCommand.EXAMPLES,
        footer = "  boltzmann score model.safetensors --data new.csv --out scores.csv")
final class ScoreCommand implements Callable<Integer> {

    private static final int[] PERCENT = {0, 1, 5, 25, 50, 75, 95, 99, 100};

    @Mixin
    private CommonOptions common;

    @Mixin
    private Computing computing;

    @Parameters(paramLabel = "MODEL", description = "A file written by \"boltzmann train\".")
    private Path model;

    @Mixin
    private ExampleOptions wanted;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "FILE.csv, FILE.npy or FILE.npz: the free energy of each example.")
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
        if (stored.machine().groups().stream().anyMatch(group -> group.type().isContext())) {
            throw new ModelFileException(model + ": log Z depends on each example's context, so that free energies of"
                    + " different examples cannot be compared; \"boltzmann evaluate\" measures the log-likelihood");
        }
        Marginal marginal = ShownData.marginal(stored, model.toString());
        ExampleOptions.Chosen chosen = request.load();
        DataSet set = chosen.set();
        String part = chosen.part().toString();
        ShownData shown = ShownData.of(stored, marginal, set, part);
        if (shown.shown().holdsMeans()) {
            throw new DataException("data set " + set.name() + " is shown as means of units, which have no free energy;"
                    + " give -D encoding=bernoulli, which draws each value once, or -D encoding=threshold(0.5)");
        }
        double[] scores = new double[set.size()];
        shown.forEachPart((x, examples) -> {
            double[] energies = marginal.freeEnergy(x);
            for (int j = 0; j < examples.length; j++) {
                scores[examples[j]] = Overflow.check("the free energy", energies[j]);
            }
        });
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("model", model.toString());
        result.put("data", chosen.name());
        result.put("split", part);
        result.put("examples", set.size());
        Map<String, Object> quantiles = quantiles(scores);
        result.put("free-energy-quantiles", quantiles);
        StringBuilder text = new StringBuilder();
        if (out != null) {
            new ExampleTable(set, Map.of(), Map.of("free-energy", scores)).write(out);
            result.put("scores", out.toString());
            text.append(String.format("scores %s%n", out));
        }
        text.append(String.format(Locale.ROOT, "free energy of %,d examples", set.size()));
        quantiles.forEach((at, value) -> text.append(String.format(Locale.ROOT, "%n%5s  %.4f", at, (Double) value)));
        common.print(result, text.toString());
        return 0;
    }

    /** The smallest value that so many percent of the values do not exceed. */
    static Map<String, Object> quantiles(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        Map<String, Object> quantiles = new LinkedHashMap<>();
        for (int percent : PERCENT) {
            int rank = Math.max(1, (int) Math.ceil(percent / 100.0 * sorted.length));
            quantiles.put(percent + "%", sorted[rank - 1]);
        }
        return quantiles;
    }
}
