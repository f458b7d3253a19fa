package org.boltzmann.examples.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.boltzmann.core.Group;
import org.boltzmann.core.io.AtomicFile;
import org.boltzmann.core.linalg.Matrix;

/** Grids of small pictures as PNG. No text is drawn, so that no fonts are needed. */
final class Pictures {

    private static final int GAP = 2;
    private static final int BACKGROUND = 96;
    private static final int FRAME = 3;
    private static final int[] ORANGE = {255, 160, 0};

    private Pictures() {}

    /** Columns of values in [0, 1] of a group as pictures, black to white, side by side. */
    static BufferedImage grid(Group group, Matrix values, int perRow) {
        Cell cell = Cell.of(group);
        int cellHeight = cell.height() + GAP;
        int cellWidth = cell.width() + GAP;
        int across = Math.min(perRow, values.columns());
        int down = (values.columns() + across - 1) / across;
        BufferedImage image =
                new BufferedImage(across * cellWidth + GAP, down * cellHeight + GAP, BufferedImage.TYPE_BYTE_GRAY);
        fill(image, 0, 0, image.getWidth(), image.getHeight(), BACKGROUND);
        for (int n = 0; n < values.columns(); n++) {
            cell.paint(image, values, n, GAP + n % across * cellWidth, GAP + n / across * cellHeight);
        }
        return image;
    }

    /** Columns of values in [0, 1] of a group as pictures in rows, some of them in an orange frame. */
    static BufferedImage rows(Group group, Matrix values, List<boolean[]> framed) {
        Cell cell = Cell.of(group);
        int gap = FRAME + GAP;
        int across = framed.stream().mapToInt(row -> row.length).max().orElse(1);
        BufferedImage image = new BufferedImage(
                across * (cell.width() + gap) + gap,
                framed.size() * (cell.height() + gap) + gap,
                BufferedImage.TYPE_INT_RGB);
        fill(image, 0, 0, image.getWidth(), image.getHeight(), BACKGROUND);
        int n = 0;
        for (int r = 0; r < framed.size(); r++) {
            for (int c = 0; c < framed.get(r).length; c++) {
                int left = gap + c * (cell.width() + gap);
                int top = gap + r * (cell.height() + gap);
                if (framed.get(r)[c]) {
                    fill(image, left - FRAME, top - FRAME, cell.width() + 2 * FRAME, cell.height() + 2 * FRAME, ORANGE);
                }
                cell.paint(image, values, n++, left, top);
            }
        }
        return image;
    }

    /** How a group's units lie in a picture: rows x columns, each so many pixels wide and high. */
    private record Cell(int rows, int columns, int zoom) {

        static Cell of(Group group) {
            int rows = group.shape().size() == 2 ? group.shape().get(0) : rowsOf(group.size());
            int columns = group.size() / rows;
            return new Cell(rows, columns, Math.max(1, 56 / Math.max(rows, columns)));
        }

        int width() {
            return columns * zoom;
        }

        int height() {
            return rows * zoom;
        }

        void paint(BufferedImage image, Matrix values, int column, int left, int top) {
            for (int i = 0; i < rows * columns; i++) {
                int grey = Math.round(255 * Math.max(0, Math.min(1, values.get(i, column))));
                fill(image, left + i % columns * zoom, top + i / columns * zoom, zoom, zoom, grey);
            }
        }
    }

    /** The divisor nearest to the square root, so that the picture is as square as it can be. */
    private static int rowsOf(int size) {
        int rows = (int) Math.sqrt(size);
        while (size % rows != 0) {
            rows--;
        }
        return rows;
    }

    /** One grey for all bands, or a value for each. */
    private static void fill(BufferedImage image, int left, int top, int width, int height, int... colour) {
        int bands = image.getRaster().getNumBands();
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                for (int band = 0; band < bands; band++) {
                    image.getRaster().setSample(x, y, band, colour[band % colour.length]);
                }
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
