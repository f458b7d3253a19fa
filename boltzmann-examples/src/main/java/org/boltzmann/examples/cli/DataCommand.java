package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.DataSource;
import org.boltzmann.core.data.Split;
import org.boltzmann.core.wiring.DataSets;
import org.boltzmann.core.wiring.DataSettings;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.sequence.music.Corpus;
import org.boltzmann.sequence.music.NoteRange;
import org.boltzmann.sequence.music.RollFigures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the data sets, or tells of one. */
@Command(
        name = "data",
        description = "Lists the data sets by name; or reads one, downloading it if need be, and tells of it.",
        subcommands = DataImportCommand.class,
        mixinStandardHelpOptions = true,
        footerHeading = BoltzmannCommand.EXAMPLES,
        footer = {
            "  boltzmann data",
            "  boltzmann data mnist",
            "  boltzmann data mine.csv -D data.label=kind",
            "  boltzmann data chorale-grammar --picture roll.png"
        })
final class DataCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common;

    @Parameters(
            arity = "0..1",
            completionCandidates = Candidates.DataNames.class,
            paramLabel = "NAME",
            description = "A data set, or a file of data: CSV, NPY, NPZ, libsvm, IDX, MIDI or piano-roll JSON.")
    private String name;

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            description = "Of a data set of sequences: a PNG file of the first training sequences, music or films.")
    private Path picture;

    @Override
    public Integer call() throws IOException {
        Settings settings = common.settings(Map.of());
        DataSets sets =
                common.dataSets(DataSettings.from(settings, common.catalog().fileFormats()));
        settings.check(Set.of());
        if (picture != null) {
            common.output("--picture", picture, ".png");
        }
        if (name == null) {
            list();
        } else {
            tell(sets);
        }
        return 0;
    }

    private void list() {
        StringBuilder text = new StringBuilder();
        List<Object> sets = new ArrayList<>();
        for (Map.Entry<String, DataSource> named : common.catalog().dataSets().entrySet()) {
            DataSource entry = named.getValue();
            text.append(String.format(
                    "%s: %s%n    origin: %s; licence: %s%n",
                    named.getKey(), entry.description(), entry.origin(), entry.licence()));
            Map<String, Object> set = new LinkedHashMap<>();
            set.put("name", named.getKey());
            set.put("description", entry.description());
            set.put("origin", entry.origin());
            set.put("licence", entry.licence());
            sets.add(set);
        }
        common.print(Map.of("data", sets), text.toString().stripTrailing());
    }

    private void tell(DataSets sets) throws IOException {
        StringBuilder text = new StringBuilder();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", name);
        Map<Split, DataSet> parts = new EnumMap<>(Split.class);
        for (Split split : sets.parts(name)) {
            DataSet set = sets.load(name, split);
            String part = split.toString().toLowerCase(java.util.Locale.ROOT);
            Map<String, Object> figures = new LinkedHashMap<>();
            parts.put(split, set);
            figures.put("examples", set.size());
            figures.put("shape", set.shape());
            figures.put("classes", set.isLabelled() ? set.classes() : 0);
            figures.put("missing", set.hasMissing());
            if (!set.sequences().isNone()) {
                figures.putAll(sequences(set));
            }
            figures.put("sha256", set.sha256());
            result.put(part, figures);
            text.append(String.format("%s: %s%n", part, figures));
        }
        if (!sets.bringsParts(name)) {
            common.tell(HeldOut.line(sets, name, parts.get(Split.TRAIN), Optional.ofNullable(parts.get(Split.TEST))));
        }
        if (picture != null) {
            Pictures.write(
                    SequencePictures.of(sets.load(name, Split.TRAIN))
                            .orElseThrow(() -> new DataException(
                                    name + ": has no sequences of music or films to draw; leave --picture out")),
                    picture);
            result.put("picture", picture.toString());
        }
        common.print(result, text.toString().stripTrailing());
    }

    private static Map<String, Object> sequences(DataSet set) {
        if (SequencePictures.isMusic(set)) {
            return RollFigures.of(Corpus.rolls(NoteRange.PIANO, set)).figures();
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("sequences", set.sequences().count());
        figures.put("frames", set.sequences().frames());
        return figures;
    }
}
