package org.boltzmann.sequence.picture;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Rectangles of one colour on a picture. */
record Canvas(BufferedImage image) {

    /** What Java still makes one array of, and viewers show. */
    private static final long MOST_PIXELS = 100_000_000;

    static Canvas of(long width, long height, int colour) {
        if (width * height > MOST_PIXELS) {
            throw new IllegalArgumentException(
                    "a picture of " + width + " x " + height + " pixels is too large; draw fewer or shorter sequences");
        }
        Canvas canvas = new Canvas(new BufferedImage((int) width, (int) height, BufferedImage.TYPE_INT_RGB));
        canvas.fill(0, 0, (int) width, (int) height, colour);
        return canvas;
    }

    void fill(int left, int top, int width, int height, int colour) {
        int[] pixels = new int[width * height];
        Arrays.fill(pixels, colour);
        image.setRGB(left, top, width, height, pixels, 0, width);
    }
}
