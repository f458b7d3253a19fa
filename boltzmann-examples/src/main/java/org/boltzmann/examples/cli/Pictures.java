package org.boltzmann.examples.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.boltzmann.core.Group;
import org.boltzmann.core.io.AtomicFile;
import org.boltzmann.core.linalg.Matrix;

/** Grids of small grey pictures as PNG. No text is drawn, so that no fonts are needed. */
final class Pictures {

    private static final int GAP = 2;
    private static final int BACKGROUND = 96;

    private Pictures() {}

    /** Columns of values in [0, 1] of a group as pictures, black to white, side by side. */
    static BufferedImage grid(Group group, Matrix values, int perRow) {
        int rows = group.shape().size() == 2 ? group.shape().get(0) : rowsOf(group.size());
        int columns = group.size() / rows;
        int zoom = Math.max(1, 56 / Math.max(rows, columns));
        int cellHeight = rows * zoom + GAP;
        int cellWidth = columns * zoom + GAP;
        int across = Math.min(perRow, values.columns());
        int down = (values.columns() + across - 1) / across;
        BufferedImage image =
                new BufferedImage(across * cellWidth + GAP, down * cellHeight + GAP, BufferedImage.TYPE_BYTE_GRAY);
        fill(image, 0, 0, image.getWidth(), image.getHeight(), BACKGROUND);
        for (int n = 0; n < values.columns(); n++) {
            int left = GAP + n % across * cellWidth;
            int top = GAP + n / across * cellHeight;
            for (int i = 0; i < group.size(); i++) {
                int grey = Math.round(255 * Math.max(0, Math.min(1, values.get(i, n))));
                fill(image, left + i % columns * zoom, top + i / columns * zoom, zoom, zoom, grey);
            }
        }
        return image;
    }

    /** The divisor nearest to the square root, so that the picture is as square as it can be. */
    private static int rowsOf(int size) {
        int rows = (int) Math.sqrt(size);
        while (size % rows != 0) {
            rows--;
        }
        return rows;
    }

    private static void fill(BufferedImage image, int left, int top, int width, int height, int grey) {
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                image.getRaster().setSample(x, y, 0, grey);
            }
        }
    }

    /** Pictures side by side. */
    static BufferedImage sideBySide(List<BufferedImage> pictures) {
        int gap = 16;
        int width = pictures.stream().mapToInt(BufferedImage::getWidth).sum() + gap * (pictures.size() - 1);
        int height = pictures.stream().mapToInt(BufferedImage::getHeight).max().orElse(1);
        BufferedImage all = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        fill(all, 0, 0, width, height, 255);
        int left = 0;
        for (BufferedImage picture : pictures) {
            all.getRaster().setRect(left, 0, picture.getRaster());
            left += picture.getWidth() + gap;
        }
        return all;
    }

    static void write(BufferedImage image, Path file) throws IOException {
        ImageIO.setUseCache(false); // in a file among the temporary ones, where perhaps none can be written
        AtomicFile.write(file, out -> {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException("this Java cannot write PNG");
            }
        });
    }
}
