package org.boltzmann.core.linalg;

/**
 * How a matrix is cut into tiles, for products and for random streams: by its shape and a setting, never by the number of threads.
 *
 * <p>A matrix of many columns is cut between columns, any other between rows. For a mini-batch of about 100 a tile is a slab of
 * output units: no sum crosses tiles. Cutting columns costs less where each tile has some hundred of them.
 *
 * @param tiles the number of tiles, where a matrix is large enough for as many; 0 for a number that follows from its size
 */
public record Partition(int tiles) {

    /** A number of tiles that follows from the size. */
    public static final Partition AUTO = new Partition(0);

    private static final int MOST = 16;
    private static final int COLUMNS = 200;
    private static final int ROWS = 64;

    /**
     * A partition.
     *
     * @throws IllegalArgumentException if the number is negative or beyond 1024
     */
    public Partition {
        if (tiles < 0 || tiles > 1024) {
            throw new IllegalArgumentException(
                    "the number of tiles must be from 0 (automatic) to 1024 but is " + tiles);
        }
    }

    /**
     * Whether a matrix is cut between columns.
     *
     * @param columns its number of columns
     * @return false if it is cut between rows
     */
    public static boolean byColumns(int columns) {
        return columns >= 2 * COLUMNS;
    }

    /**
     * Number of tiles of a matrix.
     *
     * @param rows its number of rows
     * @param columns its number of columns
     * @return at least 1
     */
    public int count(int rows, int columns) {
        if (byColumns(columns)) {
            return Math.min(tiles == 0 ? MOST : tiles, columns / COLUMNS);
        }
        if (tiles > 0) {
            return Math.max(1, Math.min(tiles, rows / ROWS));
        }
        if (rows < 1024) {
            return rows < 2 * ROWS ? 1 : 2;
        }
        return Math.min(MOST, Integer.highestOneBit(rows / 256));
    }

    /**
     * Where a tile begins: at the multiple that is nearest to equal parts.
     *
     * @param size number of rows or columns that are cut
     * @param count number of tiles
     * @param tile 0 to count, the last for the end
     * @param multiple tiles begin at multiples of it
     * @return a row or column from 0 to size
     */
    public static int start(int size, int count, int tile, int multiple) {
        if (tile == count) {
            return size;
        }
        int start = (int) ((long) size * tile / count);
        int nearest = start + multiple / 2;
        return Math.min(size, nearest - nearest % multiple);
    }
}
