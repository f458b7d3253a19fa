package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.ModelFileException;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.wiring.Preparation;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.sequence.FrameByFrame;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws from a stored machine. */
@Command(
        name = "sample",
        description = {
            "Draws from a stored machine by Gibbs sampling: a grid of pictures, or a table of numbers on the scale of the data"
                    + " (-D sample.values=states, or means), with the class where it has a label. Of a machine that reads"
                    + " sequences whole a picture of sequences, frame by frame, and of music MIDI files beside it."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = BoltzmannCommand.EXAMPLES,
        footer = {
            "  boltzmann sample model.safetensors --out samples.png",
            "  boltzmann sample model.safetensors --out samples.csv -D sample.count=1000 --seed 1",
            "  boltzmann sample music.safetensors -D sample.frames=64 --seed 1"
        })
final class SampleCommand implements Callable<Integer> {

    private static final String COUNT = "sample.count";
    private static final String SWEEPS = "sample.sweeps";
    private static final String FRAMES = "sample.frames";
    private static final String VALUES = "sample.values";
    private static final String MEANS = "means";

    /** Of a frame, of which one is picked. */
    static final int CHAINS = 20;

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
            description =
                    "A picture, FILE.png, or numbers, FILE.csv, FILE.npy or FILE.npz (default: ${DEFAULT-VALUE}).")
    private Path out;

    static Map<String, String> documentation() {
        return Map.of(
                COUNT,
                "of sample: how many are drawn; 100, of sequences 3",
                SWEEPS,
                "of sample: sweeps of Gibbs sampling for each; 1000, of sequences 100 for each frame, at rising temperatures",
                FRAMES,
                "of sample: frames of each sequence",
                VALUES,
                "of sample: what a table holds, states of the units, or their means given all other units");
    }

    @Override
    public Integer call() throws IOException {
        common.output("--out", out, ".png", ".csv", ".npy", ".npz");
        Settings settings = common.settings(Map.of());
        ModelFile stored = ModelFile.read(model, common.catalog().vocabulary());
        Overflow.check(stored);
        boolean sequences = stored.machine().network().isPresent();
        int count = settings.count(COUNT, sequences ? 3 : 100, 1);
        int sweeps = settings.count(SWEEPS, sequences ? 100 : 1000, 1);
        int frames = settings.count(FRAMES, 200, 1);
        boolean means = settings.choice(VALUES, "states", "states", MEANS).equals(MEANS);
        boolean picture = out.toString().toLowerCase(Locale.ROOT).endsWith(".png");
        computing.read(settings);
        long seed = common.seed(settings);
        settings.check(Set.of());
        if (sequences && !picture) {
            throw new SettingsException(List.of("--out is " + out + "; sequences are drawn into a file .png"));
        }
        computing.begin();
        if (sequences) {
            return sequences(stored.machine(), count, frames, sweeps, seed);
        }
        Group visible =
                Drawing.visible(stored).orElseThrow(() -> new ModelFileException(model + ": " + Drawing.NOTHING));
        common.err().println("drawing " + count + " samples by " + sweeps + " sweeps each, seed " + seed + " ...");
        common.err().flush();
        RandomKey key = RandomKey.of(seed).at("sample");
        if (picture) {
            Matrix samples = Drawing.samples(stored.machine(), visible, Preparation.of(stored), count, sweeps, key);
            Pictures.write(Pictures.grid(visible, samples, 10), out);
        } else {
            DrawnTable.draw(stored, count, sweeps, means, key).write(out);
        }
        String kind = picture ? "picture" : "table";
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(kind, out.toString());
        result.put("samples", count);
        result.put("sweeps", sweeps);
        result.put("seed", seed);
        common.print(result, kind + " " + out);
        return 0;
    }

    private int sequences(BoltzmannMachine machine, int count, int frames, int sweeps, long seed) throws IOException {
        FrameByFrame drawing = new FrameByFrame(machine, sweeps).annealed(CHAINS);
        Group frame = machine.network().orElseThrow().input();
        common.tell("drawing " + count + " sequences of " + frames + " frames by " + sweeps + " sweeps each, seed "
                + seed + " ...");
        List<Matrix> open = Collections.nCopies(count, FrameByFrame.open(frame.size(), frames));
        DrawnSequences drawn =
                new DrawnSequences(frame, drawing.fill(open, RandomKey.of(seed).at("sample")), open);
        Map<String, Object> result = drawn.write(out);
        result.put("sequences", count);
        result.put("frames", frames);
        result.put("sweeps", sweeps);
        result.put("seed", seed);
        common.print(result, drawn.text(result));
        return 0;
    }
}
