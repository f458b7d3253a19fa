package org.boltzmann.examples.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.boltzmann.core.Group;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.sequence.music.MidiWriter;
import org.boltzmann.sequence.music.NoteRange;
import org.boltzmann.sequence.music.PianoRoll;
import org.boltzmann.sequence.music.RollFigures;
import org.boltzmann.sequence.picture.FrameStrip;
import org.boltzmann.sequence.picture.RollPicture;

/**
 * Sequences that were drawn, written down: a picture, and where frames have a unit for each key of a piano, a MIDI file of each.
 *
 * @param frame the group that holds a frame
 * @param sequences units x frames each
 * @param begun what was given of each, NaN where it was drawn
 */
record DrawnSequences(Group frame, List<Matrix> sequences, List<Matrix> begun) {

    /** Chords of so many notes are the most that four voices and a suspension make. */
    private static final int VOICES = 5;

    /** In a row. */
    private static final int FRAMES = 20;

    /** Writes the picture and, for music, files beside it: NAME.mid of one sequence, NAME-1.mid and so on of several. */
    Map<String, Object> write(Path picture) throws IOException {
        Map<String, Object> result = new LinkedHashMap<>();
        Pictures.write(drawing(), picture);
        result.put("picture", picture.toString());
        if (isMusic()) {
            List<String> files = new ArrayList<>();
            List<PianoRoll> rolls = rolls();
            for (int s = 0; s < rolls.size(); s++) {
                String suffix = rolls.size() == 1 ? ".mid" : "-" + (s + 1) + ".mid";
                Path file = picture.resolveSibling(
                        picture.getFileName().toString().replaceFirst("(?i)\\.png$", "") + suffix);
                MidiWriter.standard().write(file, rolls.get(s));
                files.add(file.toString());
            }
            result.put("midi", files);
            result.put("music", RollFigures.of(rolls).figures());
        }
        return result;
    }

    /** Music as rolls, films as strips of every so many frames, all else as a row of frames. */
    BufferedImage drawing() {
        if (isMusic()) {
            int lowest = NoteRange.PIANO.lowest();
            return RollPicture.of(
                    rolls(), (piece, t, note) -> !Float.isNaN(begun.get(piece).get(note - lowest, t)));
        }
        int[] lengths = sequences.stream().mapToInt(Matrix::columns).toArray();
        Matrix all = Matrix.zeros(frame.size(), IntStream.of(lengths).sum());
        Sequences layout = Sequences.of(lengths);
        for (int s = 0; s < lengths.length; s++) {
            all.columns(layout.start(s), layout.start(s) + lengths[s]).set(sequences.get(s));
        }
        Matrix scaled = Drawing.toUnitRange(all, frame, !frame.type().states().isEmpty());
        if (frame.shape().size() != 2) {
            return Pictures.grid(frame, scaled, FRAMES);
        }
        int longest = IntStream.of(lengths).max().orElseThrow();
        return FrameStrip.of(frame.shape(), scaled, layout, (longest + FRAMES - 1) / FRAMES);
    }

    /** A frame of as many binary units as a piano has keys. */
    boolean isMusic() {
        return frame.size() == NoteRange.PIANO.units()
                && frame.type().states().size() == 2
                && sequences.stream().allMatch(DrawnSequences::isBinary);
    }

    private static boolean isBinary(Matrix values) {
        for (float value : values.data()) {
            if (value != 0 && value != 1) {
                return false;
            }
        }
        return true;
    }

    private List<PianoRoll> rolls() {
        return sequences.stream()
                .map(values -> PianoRoll.of(NoteRange.PIANO, values))
                .toList();
    }

    String text(Map<String, Object> result) {
        StringBuilder text = new StringBuilder("picture " + result.get("picture"));
        if (result.get("midi") instanceof List<?> files) {
            files.forEach(file -> text.append(String.format("%nmusic %s", file)));
            RollFigures figures = RollFigures.of(rolls());
            text.append(String.format(
                    Locale.ROOT,
                    "%nat most %d notes in %.1f %% of %d frames, %.2f on average; the longest held for %d frames; silence in %.1f %%",
                    VOICES,
                    100 * figures.shareWithAtMost(VOICES),
                    figures.frames(),
                    figures.notesPerFrame(),
                    figures.longestHeld(),
                    100 * figures.silence()));
        }
        return text.toString();
    }
}
