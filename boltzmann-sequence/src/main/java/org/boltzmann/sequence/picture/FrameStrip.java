package org.boltzmann.sequence.picture;

import java.awt.image.BufferedImage;
import java.util.List;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.linalg.Matrix;

/** The frames of a film side by side, a sequence a row, black for 0 to white for 1. */
public final class FrameStrip {

    private static final int SMALLEST_FRAME = 60;
    private static final int GAP = 4;
    private static final int BACKGROUND = 0x5a6b7d;
    private static final int GREY = 0x010101;

    private FrameStrip() {}

    /**
     * A strip for each sequence.
     *
     * @param shape rows and columns of a frame, such as {@code [30, 30]}
     * @param frames pixels x frames, row by row; values beyond 0 and 1 are shown as these
     * @param sequences which frames are a sequence; without any all frames are one
     * @param every of the frames, each so manieth is shown, from the first on
     * @return the picture, each frame at least 60 pixels high and wide, gaps between them
     * @throws IllegalArgumentException if frames are of no two axes or do not fit, or the picture would be too large
     */
    public static BufferedImage of(List<Integer> shape, Matrix frames, Sequences sequences, int every) {
        if (shape.size() != 2 || shape.get(0) * shape.get(1) != frames.rows()) {
            throw new IllegalArgumentException("frames of " + frames.rows() + " values are no pictures of shape "
                    + shape + "; give rows and columns");
        }
        if (every < 1) {
            throw new IllegalArgumentException("every frame or each second ... can be shown, not each " + every);
        }
        Sequences rows = sequences.isNone() && frames.columns() > 0 ? Sequences.of(frames.columns()) : sequences;
        return new Strip(shape.get(0), shape.get(1), frames).draw(rows, every);
    }

    private record Strip(int rows, int columns, Matrix frames) {

        BufferedImage draw(Sequences sequences, int every) {
            int most = 0;
            for (int s = 0; s < sequences.count(); s++) {
                most = Math.max(most, (sequences.length(s) + every - 1) / every);
            }
            int width = columns * zoom() + GAP;
            int height = rows * zoom() + GAP;
            Canvas canvas = Canvas.of((long) most * width + GAP, (long) sequences.count() * height + GAP, BACKGROUND);
            for (int s = 0; s < sequences.count(); s++) {
                for (int t = 0; t < sequences.length(s); t += every) {
                    paint(canvas, sequences.start(s) + t, GAP + t / every * width, GAP + s * height);
                }
            }
            return canvas.image();
        }

        private int zoom() {
            return Math.max(1, (SMALLEST_FRAME + Math.min(rows, columns) - 1) / Math.min(rows, columns));
        }

        private void paint(Canvas canvas, int frame, int left, int top) {
            int zoom = zoom();
            for (int i = 0; i < rows * columns; i++) {
                int grey = Math.round(255 * Math.max(0, Math.min(1, frames.get(i, frame))));
                canvas.fill(left + i % columns * zoom, top + i / columns * zoom, zoom, zoom, grey * GREY);
            }
        }
    }
}
