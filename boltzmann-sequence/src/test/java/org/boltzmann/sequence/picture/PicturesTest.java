package org.boltzmann.sequence.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.util.List;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.sequence.music.NoteRange;
import org.boltzmann.sequence.music.PianoRoll;
import org.junit.jupiter.api.Test;

class PicturesTest {

    private static int colour(BufferedImage picture, int x, int y) {
        return picture.getRGB(x, y) & 0xffffff;
    }

    @Test
    void aNoteLiesInItsRowAndFrame() {
        PianoRoll roll = PianoRoll.of(
                NoteRange.PIANO,
                List.of(new int[] {60}, new int[] {60, 71}, new int[] {}, new int[] {61}, new int[] {60}));
        BufferedImage picture = RollPicture.of(List.of(roll), (piece, t, note) -> t == 0);
        assertThat(picture.getWidth()).isEqualTo(2 * 10 + 5 * 8);
        assertThat(picture.getHeight()).isEqualTo(2 * 10 + 12 * 6); // one octave
        int lowest = 10 + 11 * 6 + 2;
        int given = colour(picture, 10 + 5, lowest);
        int made = colour(picture, 18 + 5, lowest);
        assertThat(made).isNotEqualTo(given);
        assertThat(colour(picture, 18 + 5, 10 + 2)).as("71 above").isEqualTo(made);
        assertThat(colour(picture, 34 + 5, 10 + 10 * 6 + 2)).isEqualTo(made);
        assertThat(colour(picture, 26 + 5, lowest)).as("silence").isNotEqualTo(made);
        assertThat(colour(picture, 42, lowest)).as("edge where it begins").isNotEqualTo(made);
        assertThat(colour(picture, 42 + 5, lowest)).isEqualTo(made);
    }

    @Test
    void piecesLieBelowEachOtherAndSilenceIsDrawnToo() {
        PianoRoll silence = PianoRoll.of(NoteRange.PIANO, List.of(new int[] {}, new int[] {}));
        PianoRoll wide = PianoRoll.of(new NoteRange(0, 127), List.of(new int[] {0, 127}));
        assertThat(RollPicture.of(List.of(silence)).getHeight()).isEqualTo(92);
        assertThat(RollPicture.of(List.of(silence, wide)).getHeight()).isEqualTo(10 + 2 * (128 * 6 + 10));
        assertThatIllegalArgumentException().isThrownBy(() -> RollPicture.of(List.of()));
    }

    @Test
    void framesLieSideBySideASequenceARow() {
        Matrix frames = Matrix.zeros(4, 5);
        frames.set(1, 2, 1);
        frames.set(0, 3, 0.5f);
        BufferedImage strip = FrameStrip.of(List.of(2, 2), frames, Sequences.of(3, 2), 2);
        assertThat(strip.getWidth()).isEqualTo(2 * 64 + 4);
        assertThat(strip.getHeight()).isEqualTo(2 * 64 + 4);
        assertThat(colour(strip, 4 + 64 + 45, 4 + 15))
                .as("frame 2, above right")
                .isEqualTo(0xffffff);
        assertThat(colour(strip, 4 + 15, 4 + 64 + 15)).as("frame 3, above left").isEqualTo(0x808080);
        assertThat(colour(strip, 4 + 15, 4 + 15)).isZero();
        assertThat(FrameStrip.of(List.of(2, 2), frames, Sequences.none(), 1).getHeight())
                .isEqualTo(68);
        assertThatIllegalArgumentException().isThrownBy(() -> FrameStrip.of(List.of(4), frames, Sequences.none(), 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameStrip.of(List.of(2, 2), Matrix.zeros(4, 1_000_000), Sequences.none(), 1))
                .withMessageContaining("too large");
    }
}
