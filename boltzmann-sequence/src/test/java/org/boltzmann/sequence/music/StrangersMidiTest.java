package org.boltzmann.sequence.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files as they are found: each is read as the notes it means, or refused with the reason. A case more is a file and a line more. */
class StrangersMidiTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "midi");

    private static Stream<String> lines() throws IOException {
        return Files.readAllLines(FOLDER.resolve("expected.txt")).stream().filter(line -> !line.startsWith("#"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void aFileMeansItsNotes(String line) {
        String[] fields = line.split("; ", -1);
        Path file = FOLDER.resolve(fields[0]);
        MidiFormat format = new MidiFormat(MidiFormat.STANDARD);
        assertThat(format.recognises(file)).isTrue();
        if (fields[1].startsWith("refused: ")) {
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> format.read(file))
                    .withMessageStartingWith(file.toString())
                    .withMessageContaining(fields[1].substring("refused: ".length()));
        } else {
            assertThat(frames(format.read(file))).isEqualTo(fields[1]);
        }
    }

    @Test
    void everyFileHasALine() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.endsWith(".txt")))
                    .containsExactlyInAnyOrderElementsOf(lines().map(line -> line.substring(0, line.indexOf(';')))
                            .toList());
        }
    }

    private static String frames(DataSet data) {
        PianoRoll roll = Corpus.rolls(NoteRange.PIANO, data).get(0);
        return IntStream.range(0, roll.length())
                .mapToObj(t ->
                        Arrays.stream(roll.notes(t)).mapToObj(Integer::toString).collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" | "));
    }

    private static MidiReader.Reading read(String name) {
        return MidiFormat.STANDARD.read(FOLDER.resolve(name));
    }

    @Test
    void whatIsLostOrChangedIsTold() {
        assertThat(read("plain.mid").told()).isEmpty();
        assertThat(read("played-by-hand-32-quarters.mid").told())
                .containsExactly(
                        "put on the grid of frames: 32 of 32 notes, their beginnings moved by at most 0.05 of a frame; 0 left out as too"
                                + " short, 0 fell together with another of their pitch; shorter frames lose less (data.frame)");
        assertThat(read("header-says-3-tracks-there-is-1.mid").told())
                .containsExactly("its header says that it has 3 tracks, but there is 1, which is read");
        assertThat(read("notes-beyond-the-piano.mid").told()).containsExactly("left out: 2 notes outside 21..108");
        assertThat(read("drums-on-channel-10.mid").told()).containsExactly("left out: 2 notes of percussion");
        assertThat(read("zero-length-note.mid").told()).containsExactly("left out: 1 notes of no length");
        assertThat(read("sustain-pedal.mid").told())
                .containsExactly("the sustain pedal is ignored, which would hold 2 of 3 notes (data.pedal=hold)");
        assertThat(read("division-smpte-25fps-40ticks.mid").told())
                .singleElement()
                .asString()
                .contains("half a second");
    }

    @Test
    void thePedalHoldsNotesUntilItIsLifted() {
        MidiReader holding = MidiFormat.STANDARD.withPedal(MidiReader.Pedal.HOLD);
        MidiReader.Reading held = holding.read(FOLDER.resolve("sustain-pedal.mid"));
        assertThat(held.roll())
                .isEqualTo(PianoRoll.of(
                        NoteRange.PIANO,
                        List.of(new int[] {60}, new int[] {60, 64}, new int[] {60, 64}, new int[] {72})));
        assertThat(held.told()).isEmpty();
    }

    @Test
    void secondsFollowTheTempoOfTheFile() {
        PianoRoll roll = MidiFormat.STANDARD
                .withFrame(FrameLength.seconds(0.25))
                .read(FOLDER.resolve("tempo-change-in-seconds.mid"))
                .roll();
        assertThat(IntStream.range(0, roll.length()).map(t -> roll.notes(t)[0]))
                .containsExactly(60, 64, 67, 67, 67, 67, 72, 72, 72, 72);
    }
}
