package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.boltzmann.core.data.Split;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.sequence.music.Corpus;
import org.boltzmann.sequence.music.CorpusWriter;
import org.boltzmann.sequence.music.FrameLength;
import org.boltzmann.sequence.music.MidiFolder;
import org.boltzmann.sequence.music.MidiReader;
import org.boltzmann.sequence.music.NoteRange;
import org.boltzmann.sequence.music.RollFigures;
import org.boltzmann.sequence.music.Transposition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a data set of piano rolls from a folder of MIDI files. */
@Command(
        name = "import",
        description = {
            "Makes a data set of piano rolls from a folder of MIDI files, each a piece: for training, validation and testing as the",
            "folders train, valid and test in it say, if it has these; otherwise files are dealt out by the seed."
        },
        mixinStandardHelpOptions = true,
        footerHeading = BoltzmannCommand.EXAMPLES,
        footer = {
            "  boltzmann data import midi-files --out mine.json.gz",
            "  boltzmann data import midi-files --frame 0.5 --transpose c --out in-c.json.gz"
        })
final class DataImportCommand implements Callable<Integer> {

    private static final NoteRange NOTES = NoteRange.PIANO;

    @Mixin
    private CommonOptions common;

    @Parameters(
            paramLabel = "FOLDER",
            description = "Where the files are, .mid, .midi, .rmi or .kar, folders in it included.")
    private Path folder;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description =
                    "The data set: a file .json or .json.gz, which --data names, or which lies in the directory of data.")
    private Path out;

    @Option(
            names = "--frame",
            paramLabel = "LENGTH",
            defaultValue = "1",
            description =
                    "Of a frame: quarter notes, such as 1, 0.5 or 1/3, or seconds, such as 0.3s (default: ${DEFAULT-VALUE}).")
    private String frame;

    @Option(
            names = "--transpose",
            paramLabel = "HOW",
            defaultValue = "none",
            description = {
                "none, so many semitones, or c: to C major or C minor, each piece by the key estimated from how long each tone sounds",
                "(default: ${DEFAULT-VALUE})."
            })
    private String transpose;

    @Option(
            names = "--outside",
            paramLabel = "HOW",
            defaultValue = "refuse",
            description = "What becomes of notes a piano has not: refuse or leave-out (default: ${DEFAULT-VALUE}).")
    private String outside;

    @Option(
            names = "--pedal",
            paramLabel = "HOW",
            defaultValue = "ignore",
            description =
                    "What the sustain pedal does: ignore, or hold notes until it is lifted (default: ${DEFAULT-VALUE}).")
    private String pedal;

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description = "Of the files, for validation (default: ${DEFAULT-VALUE}).")
    private double validation;

    @Option(
            names = "--test",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description = "Of the files, for testing (default: ${DEFAULT-VALUE}).")
    private double test;

    @Option(names = "--skip-broken", description = "Leave out files that cannot be read, and tell of each.")
    private boolean skipBroken;

    @Override
    public Integer call() throws IOException {
        MidiReader reader = new MidiReader(
                NOTES,
                given("--frame", () -> FrameLength.parse(frame)),
                given("--transpose", () -> Transposition.parse(transpose)),
                given("--outside", this::outside),
                given("--pedal", () -> MidiReader.Pedal.parse(pedal)));
        checkOut();
        long seed = common.seed(common.settings(Map.of()));
        MidiFolder files = given("--validation, --test", () -> new MidiFolder(reader, validation, test, seed));
        MidiFolder.Import read = files.read(folder, skipBroken);
        read.refused().values().forEach(reason -> common.tell("left out: " + reason));
        read.readings()
                .forEach((file, reading) -> reading.remarks().forEach(remark -> common.tell(file + ": " + remark)));
        CorpusWriter.write(out, read.corpus());
        common.print(figures(read, seed), text(read, seed));
        return 0;
    }

    private static <T> T given(String option, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new SettingsException(List.of(option + ": " + e.getMessage()), e);
        }
    }

    private MidiReader.Outside outside() {
        return switch (outside) {
            case "refuse" -> MidiReader.Outside.REFUSE;
            case "leave-out" -> MidiReader.Outside.LEAVE_OUT;
            default -> throw new IllegalArgumentException("allowed are refuse and leave-out, not \"" + outside + "\"");
        };
    }

    private void checkOut() throws IOException {
        common.output("--out", out, ".json", ".json.gz");
    }

    private Map<String, Object> figures(MidiFolder.Import read, long seed) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("out", out.toString());
        result.put("seed", seed);
        result.put("files", read.readings().size());
        result.put("skipped", read.refused().size());
        result.put("percussion-left-out", sum(read, MidiReader.Reading::percussion));
        result.put("outside-left-out", sum(read, MidiReader.Reading::outside));
        result.put("notes", sum(read, MidiReader.Reading::notes));
        result.put("moved", sum(read, reading -> reading.grid().moved()));
        result.put("largest-shift", largestShift(read));
        result.put("too-short", sum(read, reading -> reading.grid().tooShort()));
        result.put("merged", sum(read, reading -> reading.grid().merged()));
        result.put("pedal-ignored", sum(read, MidiReader.Reading::pedalled));
        parts(read.corpus(), RollFigures::figures).forEach(result::put);
        return result;
    }

    private String text(MidiFolder.Import read, long seed) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %d files, seed %d%nnotes left out: %d of percussion, %d outside %s%n"
                        + "notes put on the grid of frames: %d of %d, their beginnings moved by at most %.2f of a frame; %d left out as"
                        + " too short, %d fell together with another of their pitch%n",
                out,
                read.readings().size(),
                seed,
                sum(read, MidiReader.Reading::percussion),
                sum(read, MidiReader.Reading::outside),
                NOTES,
                sum(read, reading -> reading.grid().moved()),
                sum(read, MidiReader.Reading::notes),
                largestShift(read),
                sum(read, reading -> reading.grid().tooShort()),
                sum(read, reading -> reading.grid().merged())));
        int pedalled = sum(read, MidiReader.Reading::pedalled);
        if (pedalled > 0) {
            text.append(String.format("sustain pedal ignored, which would hold %d notes (--pedal hold)%n", pedalled));
        }
        parts(read.corpus(), RollFigures::figures)
                .forEach((part, figures) -> text.append(String.format("%s: %s%n", part, figures)));
        return text.toString().stripTrailing();
    }

    private static <T> Map<String, T> parts(Corpus corpus, Function<RollFigures, T> told) {
        Map<String, T> parts = new LinkedHashMap<>();
        for (Split split : Split.values()) {
            parts.put(split.toString().toLowerCase(Locale.ROOT), told.apply(RollFigures.of(corpus.part(split))));
        }
        return parts;
    }

    private static double largestShift(MidiFolder.Import read) {
        return read.readings().values().stream()
                .mapToDouble(reading -> reading.grid().shift())
                .max()
                .orElse(0);
    }

    private static int sum(MidiFolder.Import read, ToIntFunction<MidiReader.Reading> count) {
        return read.readings().values().stream().mapToInt(count).sum();
    }
}
