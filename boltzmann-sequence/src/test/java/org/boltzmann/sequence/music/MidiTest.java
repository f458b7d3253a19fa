package org.boltzmann.sequence.music;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.boltzmann.sequence.music.Rolls.notes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MidiTest {

    private static final MidiReader READER = MidiReader.standard();

    @TempDir
    private Path folder;

    /** A file of one track, 96 ticks a quarter note. */
    private Path file(int... track) throws IOException {
        return file(1, 96, track);
    }

    private Path file(int tracks, int division, int... track) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(MidiFile.MAGIC);
        bytes.writeBytes(ByteBuffer.allocate(10)
                .putInt(6)
                .putShort((short) (tracks > 1 ? 1 : 0))
                .putShort((short) tracks)
                .putShort((short) division)
                .array());
        for (int i = 0; i < tracks; i++) {
            bytes.writeBytes("MTrk".getBytes(US_ASCII));
            bytes.writeBytes(ByteBuffer.allocate(4).putInt(track.length).array());
            Arrays.stream(track).forEach(bytes::write);
        }
        return Files.write(folder.resolve("a.mid"), bytes.toByteArray());
    }

    private static int[] events(int[]... events) {
        return Arrays.stream(events).flatMapToInt(Arrays::stream).toArray();
    }

    private static int[] on(int delta, int note) {
        return new int[] {delta, 0x90, note, 64};
    }

    private static int[] off(int delta, int note) {
        return new int[] {delta, 0x80, note, 0};
    }

    private static int[] end(int delta) {
        return new int[] {delta, 0xff, 0x2f, 0};
    }

    @ParameterizedTest
    @CsvSource({
        "1, 80, 0, 33",
        "0.5, 120, 19, 9",
        "0.25, 4, 127, 8",
        "0.3333333333, 960, 3, 7",
        "2, 61.7, 40, 1",
        "1, 80, 0, 0"
    })
    void whatIsWrittenIsReadExactly(double quarters, double tempo, int program, int length) throws IOException {
        PianoRoll roll = Rolls.random(NoteRange.PIANO, length, 3);
        Path file = folder.resolve("a.mid");
        new MidiWriter(quarters, tempo, program).write(file, roll);
        MidiReader.Reading reading =
                READER.withFrame(FrameLength.beats(quarters)).read(file);
        assertThat(reading.roll()).isEqualTo(roll);
        assertThat(reading.told()).isEmpty();
        assertThat(READER.withFrame(FrameLength.seconds(quarters * 60 / tempo))
                        .read(file)
                        .roll())
                .as("by the tempo that is in the file")
                .isEqualTo(roll);
    }

    @Test
    void silenceAtTheEndsIsWrittenToo() throws IOException {
        PianoRoll roll = Rolls.of(notes(), notes(60), notes(60), notes(), notes());
        Path file = folder.resolve("a.mid");
        MidiWriter.standard().write(file, roll);
        assertThat(READER.read(file).roll()).isEqualTo(roll);
        assertThat(READER.read(file).notes()).as("a held note is one note").isEqualTo(1);
        Path again = folder.resolve("b.mid");
        MidiWriter.standard().write(again, roll);
        assertThat(Files.mismatch(file, again)).isEqualTo(-1);
    }

    @Test
    void notesAreMovedToTheNearestFrame() throws IOException {
        Path file = file(events(on(0, 60), off(96, 60), on(1, 62), off(94, 62), on(1, 64), off(1, 64), end(0)));
        MidiReader.Reading reading = READER.read(file);
        assertThat(reading.roll()).isEqualTo(Rolls.of(notes(60), notes(62), notes(64)));
        assertThat(reading.grid()).isEqualTo(new MidiReader.Grid(2, 97.0 / 96 - 1, 0, 0));
    }

    @Test
    void passingNotesAreLeftOutAsByPublishedRolls() throws IOException {
        Path eighths = file(events(on(0, 60), off(48, 60), on(0, 62), off(48, 62), on(0, 64), end(96)));
        assertThat(READER.read(eighths).roll()).isEqualTo(Rolls.of(notes(60), notes(64)));
        assertThat(READER.read(eighths).grid()).isEqualTo(new MidiReader.Grid(1, 0, 1, 0));
        Path dotted = file(events(on(0, 60), new int[] {0x81, 0x10, 0x80, 60, 0}, on(0, 62), off(48, 62), end(0)));
        assertThat(READER.read(dotted).roll()).isEqualTo(Rolls.of(notes(60), notes(60)));
        Path repeated = file(events(on(0, 60), off(60, 60), on(4, 60), off(60, 60), on(68, 60), off(48, 60), end(48)));
        assertThat(READER.read(repeated).roll()).isEqualTo(Rolls.of(notes(60), notes(60), notes(60)));
        assertThat(READER.read(repeated).grid()).isEqualTo(new MidiReader.Grid(3, 1 - 64.0 / 96, 0, 0));
        Path twice = file(events(on(0, 60), off(38, 60), on(5, 60), off(53, 60), end(0)));
        assertThat(READER.read(twice).roll()).isEqualTo(Rolls.of(notes(60)));
        assertThat(READER.read(twice).grid()).isEqualTo(new MidiReader.Grid(2, 43.0 / 96, 0, 1));
    }

    @Test
    void notesEndWhenStruckAgainOrTheTrackEnds() throws IOException {
        Path file = file(events(on(0, 60), on(96, 60), new int[] {96, 0x90, 60, 0}, on(0, 62), end(96)));
        assertThat(READER.read(file).roll()).isEqualTo(Rolls.of(notes(60), notes(60), notes(62)));
        assertThat(READER.read(file).notes()).isEqualTo(3);
        Path releaseMissing =
                file(events(on(0, 60), on(96, 60), off(96, 60), on(0, 62), on(96, 60), off(96, 60), end(0)));
        assertThat(READER.read(releaseMissing).roll())
                .as("a missing release must not hold a note to the end")
                .isEqualTo(Rolls.of(notes(60), notes(60), notes(62), notes(60, 62)));
    }

    @Test
    void percussionIsLeftOutAndCounted() throws IOException {
        Path file = file(events(on(0, 60), new int[] {0, 0x99, 35, 64, 48, 0x89, 35, 0}, off(48, 60), end(0)));
        assertThat(READER.read(file).roll()).isEqualTo(Rolls.of(notes(60)));
        assertThat(READER.read(file).percussion()).isEqualTo(1);
    }

    @Test
    void tracksSoundTogether() throws IOException {
        Path file = file(3, 96, events(on(0, 60), off(96, 60), end(0)));
        assertThat(READER.read(file).roll()).isEqualTo(Rolls.of(notes(60)));
        assertThat(READER.read(file).notes()).isEqualTo(3);
    }

    @Test
    void secondsFollowTheTempo() throws IOException {
        // 1 s a quarter note for the first, 0.25 s for the others
        Path file = file(events(
                new int[] {0, 0xff, 0x51, 3, 0x0f, 0x42, 0x40},
                on(0, 60),
                off(96, 60),
                new int[] {0, 0xff, 0x51, 3, 0x03, 0xd0, 0x90},
                on(0, 62),
                off(96, 62),
                on(0, 64),
                off(96, 64),
                end(0)));
        assertThat(READER.withFrame(FrameLength.parse("0.25s")).read(file).roll())
                .isEqualTo(Rolls.of(notes(60), notes(60), notes(60), notes(60), notes(62), notes(64)));
    }

    @Test
    void timeInFilmFramesHasNoBeats() throws IOException {
        Path file = file(1, (-25 & 0xff) << 8 | 40, events(on(0, 60), off(100, 60), end(0))); // 1000 ticks a second
        assertThat(READER.withFrame(FrameLength.seconds(0.05)).read(file).roll())
                .isEqualTo(Rolls.of(notes(60), notes(60)));
        assertThat(READER.withFrame(FrameLength.beats(0.1)).read(file).told())
                .singleElement()
                .asString()
                .contains("a quarter note is taken to last half a second");
        assertThat(READER.withFrame(FrameLength.beats(0.1)).read(file).roll())
                .isEqualTo(Rolls.of(notes(60), notes(60)));
    }

    @Test
    void notesOutsideTheRangeAreRefusedOrCounted() throws IOException {
        Path file = file(events(on(0, 20), on(0, 60), off(96, 20), off(0, 60), end(0)));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> READER.read(file))
                .withMessage(file + ": note 20 is outside 21..108; transpose it, or have such notes left out");
        MidiReader.Reading reading =
                READER.withOutside(MidiReader.Outside.LEAVE_OUT).read(file);
        assertThat(reading.roll()).isEqualTo(Rolls.of(notes(60)));
        assertThat(reading.outside()).isEqualTo(1);
        assertThat(READER.withTransposition(Transposition.parse("+1"))
                        .read(file)
                        .roll())
                .isEqualTo(Rolls.of(notes(21, 61)));
    }

    @Test
    void aPieceIsTransposedToC() throws IOException {
        PianoRoll dMajor = Rolls.of(notes(50, 57, 62, 66), notes(55, 59, 62), notes(57, 61, 64), notes(50, 57, 62, 66));
        Path file = folder.resolve("a.mid");
        MidiWriter.standard().write(file, dMajor);
        MidiReader.Reading reading =
                READER.withTransposition(Transposition.parse("c")).read(file);
        assertThat(reading.semitones()).isEqualTo(-2);
        assertThat(reading.roll()).isEqualTo(dMajor.transposed(-2));
    }

    @Test
    void keysAreEstimatedAndTheNearestWayToCTaken() {
        for (int tonic = 0; tonic < 12; tonic++) {
            for (boolean minor : new boolean[] {false, true}) {
                double[] scale = new double[12];
                for (int degree : minor ? new int[] {0, 2, 3, 5, 7, 8, 11} : new int[] {0, 2, 4, 5, 7, 9, 11}) {
                    scale[(tonic + degree) % 12] = degree == 0 || degree == 7 ? 2 : 1;
                }
                Key key = Key.of(scale);
                assertThat(key).isEqualTo(new Key(tonic, minor));
                assertThat(Math.floorMod(tonic + key.semitonesToC(), 12)).isZero();
                assertThat(key.semitonesToC()).isBetween(-6, 5);
            }
        }
        assertThat(Key.of(new double[12])).isEqualTo(new Key(0, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "", "-1", "1/0", "x", "1e9", "1 s", "0s"})
    void aFrameLastsLongerThanNothing(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> FrameLength.parse(text));
    }

    @Test
    void lengthsAreWrittenAsPeopleDo() {
        assertThat(FrameLength.parse("1/3").amount()).isEqualTo(1.0 / 3);
        assertThat(FrameLength.parse("0.3s")).isEqualTo(FrameLength.seconds(0.3));
        assertThatIllegalArgumentException().isThrownBy(() -> Transposition.parse("d"));
        assertThatIllegalArgumentException().isThrownBy(() -> Transposition.parse("128"));
        assertThatIllegalArgumentException().isThrownBy(() -> new MidiWriter(0.001, 80, 0));
    }

    @Test
    void oneFileIsCutInTimeForTrainingAndTesting() throws IOException {
        Path file = folder.resolve("own.mid");
        PianoRoll roll = Rolls.random(NoteRange.PIANO, 20, 2);
        MidiWriter.standard().write(file, roll);
        MidiFormat format = new MidiFormat(MidiFormat.STANDARD);
        assertThat(format.recognises(file)).isTrue();
        assertThat(Corpus.rolls(NoteRange.PIANO, format.read(file, Split.TRAIN).orElseThrow()))
                .containsExactly(roll.slice(0, 16));
        assertThat(Corpus.rolls(NoteRange.PIANO, format.read(file, Split.TEST).orElseThrow()))
                .containsExactly(roll.slice(16, 20));
        assertThat(format.read(file, Split.VALIDATION)).isEmpty();
        MidiWriter.standard().write(file, roll.slice(0, 4));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> format.read(file, Split.TEST));
        MidiWriter.standard().write(file, roll.slice(0, 1));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> format.read(file));
    }

    @Test
    void damagedFilesAreReadOrRefusedAndNothingElse() throws IOException {
        Path file = file(
                2,
                96,
                events(
                        new int[] {0, 0xff, 0x51, 3, 0x0f, 0x42, 0x40, 0, 0xf0, 2, 1, 0xf7, 0, 0xc0, 5},
                        on(0, 60),
                        on(0, 64),
                        new int[] {96, 60, 0}, // running status
                        off(48, 64),
                        end(0)));
        Damage.read(2000, file, READER.withOutside(MidiReader.Outside.LEAVE_OUT)::read);
    }

    @Test
    void claimsAreHeldAgainstTheLengthOfTheFile() throws IOException {
        int[] huge = {0, 0xf0, 0xff, 0xff, 0xff, 0x7f, 1, 2, 3};
        Path sysex = file(huge);
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> READER.read(sysex));
        Path late = file(events(on(0, 60), new int[] {0xff, 0xff, 0xff, 0x7f, 0x80, 60, 0}, end(0)));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> READER.read(late))
                .withMessageContaining("longer frames");
        Path none = Files.writeString(folder.resolve("b.mid"), "RIFF and so on, no music at all");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> READER.read(none))
                .withMessageContaining("is no MIDI file");
    }
}
