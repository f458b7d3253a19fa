package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.ModelFileException;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.wiring.Preparation;
import org.boltzmann.core.wiring.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws from a stored machine. */
@Command(
        name = "sample",
        description = "Draws from a stored machine by Gibbs sampling, into a grid of pictures.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SampleCommand implements Callable<Integer> {

    private static final String COUNT = "sample.count";
    private static final String SWEEPS = "sample.sweeps";

    @Mixin
    private CommonOptions common;

    @Mixin
    private Computing computing;

    @Parameters(paramLabel = "MODEL", description = "A file written by \"boltzmann train\".")
    private Path model;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "samples.png",
            description = "The picture, PNG (default: ${DEFAULT-VALUE}).")
    private Path out;

    static Map<String, String> documentation() {
        return Map.of(COUNT, "of sample: how many are drawn", SWEEPS, "of sample: sweeps of Gibbs sampling for each");
    }

    @Override
    public Integer call() throws IOException {
        OutputFile.checkWritable(out);
        Settings settings = common.settings(Map.of());
        int count = settings.count(COUNT, 100, 1);
        int sweeps = settings.count(SWEEPS, 1000, 1);
        computing.read(settings);
        long seed = common.seed(settings);
        settings.check(Set.of());
        computing.begin();
        ModelFile stored = ModelFile.read(model, common.catalog().vocabulary());
        Group visible =
                Drawing.visible(stored).orElseThrow(() -> new ModelFileException(model + ": " + Drawing.NOTHING));
        common.err().println("drawing " + count + " samples by " + sweeps + " sweeps each, seed " + seed + " ...");
        common.err().flush();
        Matrix samples = Drawing.samples(
                stored.machine(),
                visible,
                Preparation.of(stored),
                count,
                sweeps,
                RandomKey.of(seed).at("sample"));
        Pictures.write(Pictures.grid(visible, samples, 10), out);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("picture", out.toString());
        result.put("samples", count);
        result.put("sweeps", sweeps);
        result.put("seed", seed);
        common.print(result, "picture " + out);
        return 0;
    }
}
