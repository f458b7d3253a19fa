package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.boltzmann.sequence.music.MidiWriter;
import org.boltzmann.sequence.music.NoteRange;
import org.boltzmann.sequence.music.PianoRoll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A MIDI file as data: how it is read can be said, and is remembered by models. */
class MidiDataTest {

    @TempDir
    private static Path folder;

    private static Path midi;

    /** 20 quarter notes, a scale of D major up and down. */
    @BeforeAll
    static void write() throws Exception {
        int[] scale = {62, 64, 66, 67, 69, 71, 73, 74, 73, 71, 69, 67, 66, 64, 62, 62, 66, 69, 66, 62};
        List<int[]> frames = new ArrayList<>();
        for (int note : scale) {
            frames.add(new int[] {note});
        }
        midi = folder.resolve("scale.mid");
        MidiWriter.standard().write(midi, PianoRoll.of(NoteRange.PIANO, frames));
    }

    private static Object training(String... settings) {
        List<Object> words = new ArrayList<>(List.of("data", midi, "--json"));
        words.addAll(List.of(settings));
        Commands run = Commands.run(words.toArray());
        assertThat(run.code()).as(run.err()).isZero();
        return run.json().get("train");
    }

    private static Object frames(String... settings) {
        return ((Map<?, ?>) training(settings)).get("frames");
    }

    @Test
    void framesAreAsLongAsIsSaid() {
        assertThat(frames()).hasToString("16");
        assertThat(frames("-Ddata.frame=0.5")).hasToString("32");
        assertThat(Commands.run("data", midi, "-Ddata.frame=short").err()).contains("data.frame is \"short\": ");
        assertThat(Commands.run("data", midi, "-Ddata.fram=1").err()).contains("did you mean data.frame?");
    }

    @Test
    void musicIsTransposedAsIsSaid() {
        Object asItIs = ((Map<?, ?>) training()).get("sha256");
        Object inC = ((Map<?, ?>) training("-Ddata.transpose=c")).get("sha256");
        assertThat(inC).isNotEqualTo(asItIs);
        assertThat(((Map<?, ?>) training("-Ddata.transpose=-2")).get("sha256")).isEqualTo(inC);
    }

    @Test
    void aModelRemembersHow() {
        Path model = folder.resolve("model.safetensors");
        Commands trained = Commands.run(
                "train",
                "--variant=crbm",
                "--data",
                midi,
                "--out",
                model,
                "--epochs=1",
                "-Dmodel.hidden=2",
                "-Ddata.frame=0.5",
                "-Ddata.transpose=c",
                "-Dais.betas=2",
                "-Dais.chains=2");
        assertThat(trained.code()).as(trained.err()).isZero();
        Commands evaluated = Commands.run("evaluate", model, "--metric=frames", "--json");
        assertThat(evaluated.json().get("frames")).hasToString("8");
        assertThat(Commands.run("reproduce", model).out()).startsWith("identical");
    }
}
