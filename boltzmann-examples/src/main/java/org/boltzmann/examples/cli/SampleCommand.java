package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.Vocabulary;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.Variant;
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

    @Override
    public Integer call() throws IOException {
        OutputFile.checkWritable(out);
        Settings settings = Settings.of(common.settings());
        int count = settings.count("sample.count", 100, 1);
        int sweeps = settings.count("sample.sweeps", 1000, 1);
        computing.read(settings);
        settings.check(Set.of());
        computing.begin();
        ModelFile stored = ModelFile.read(model, Vocabulary.core());
        long seed = common.seed();
        common.err().println("drawing " + count + " samples by " + sweeps + " sweeps each, seed " + seed + " ...");
        common.err().flush();
        Matrix samples = Drawing.samples(
                stored.machine(),
                Preparation.of(stored),
                count,
                sweeps,
                RandomKey.of(seed).at("sample"));
        Pictures.write(Pictures.grid(stored.machine().group(Variant.VISIBLE), samples, 10), out);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("picture", out.toString());
        result.put("samples", count);
        result.put("sweeps", sweeps);
        result.put("seed", seed);
        common.print(result, "picture " + out);
        return 0;
    }
}
