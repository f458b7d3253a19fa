package org.boltzmann.examples.cli;

import java.awt.image.BufferedImage;
import java.util.List;
import org.boltzmann.core.Group;
import org.boltzmann.core.linalg.Matrix;

/** Sequences as pictures: frames that are pictures side by side, others as rolls, time to the right and the first unit below. */
final class SequencePictures {

    private static final int FRAMES = 20;

    private SequencePictures() {}

    static BufferedImage of(Group frame, List<Matrix> sequences) {
        List<Matrix> scaled = sequences.stream()
                .map(one ->
                        Drawing.toUnitRange(one, frame, !frame.type().states().isEmpty()))
                .toList();
        return Pictures.grid(frame, strip(scaled), FRAMES);
    }

    private static Matrix strip(List<Matrix> sequences) {
        int rows = sequences.get(0).rows();
        Matrix strip = Matrix.zeros(rows, FRAMES * sequences.size());
        for (int s = 0; s < sequences.size(); s++) {
            Matrix one = sequences.get(s);
            int some = Math.min(FRAMES, one.columns());
            strip.columns(s * FRAMES, s * FRAMES + some).set(one.columns(0, some));
        }
        return strip;
    }
}
