package org.boltzmann.core.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.boltzmann.core.io.Excerpt;

/**
 * A file of data, plain or gzip, told apart by its first bytes: what a reader opens, and what turns a broken file into a refusal.
 *
 * <pre>{@code
 * DataFile file = DataFile.of(path);
 * try (InputStream in = file.open()) {
 *     ...
 * } catch (IOException e) {
 *     throw file.refused(e);
 * }
 * }</pre>
 */
public final class DataFile {

    private static final int BUFFER = 1 << 16;

    /** Deflate cannot shrink a byte to less than one 1032nd; so a short file cannot claim a large content. */
    private static final long LARGEST_RATIO = 1032;

    private static final String MORE_ROOM = "give Java more by -Xmx, or take fewer examples";

    private final Path path;
    private final long length;
    private final boolean compressed;

    private DataFile(Path path, long length, boolean compressed) {
        this.path = path;
        this.length = length;
        this.compressed = compressed;
    }

    /**
     * A file that exists.
     *
     * @param path its path
     * @return the file, not yet open
     * @throws DataException if there is no such file or it is a directory
     * @throws UncheckedIOException if it cannot be read
     */
    public static DataFile of(Path path) {
        if (Files.isDirectory(path)) {
            throw new DataException(path + ": is a directory; name a file in it");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] magic = in.readNBytes(2);
            boolean compressed = magic.length == 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b;
            return new DataFile(path, Files.size(path), compressed);
        } catch (NoSuchFileException e) {
            throw new DataException(path + ": there is no such file; check the name", e);
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    Path path() {
        return path;
    }

    boolean isCompressed() {
        return compressed;
    }

    /**
     * Its content, decompressed.
     *
     * @return a buffered stream
     * @throws IOException if it cannot be read, or is compressed and damaged
     */
    public InputStream open() throws IOException {
        InputStream in = Files.newInputStream(path);
        try {
            return new BufferedInputStream(compressed ? new GZIPInputStream(in, BUFFER) : in, BUFFER);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** The first eight bytes of the content, fewer if it has not so many; none if it is damaged. */
    byte[] start() {
        try (InputStream in = open()) {
            return in.readNBytes(8);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    /**
     * What is not known to be too large before it is read, as a table may be, and then is; what was read of it is garbage by now.
     *
     * @param e what Java says
     * @return what to throw
     */
    public RuntimeException refused(OutOfMemoryError e) {
        return new DataException(path + ": does not fit into " + room() + "; " + MORE_ROOM, e);
    }

    /**
     * The most bytes the content can have.
     *
     * @return its length; if compressed, that of the most compressible content
     */
    public long largestContent() {
        return compressed ? length * LARGEST_RATIO : length;
    }

    /**
     * Turns what a broken file makes of reading into a refusal; a broken disk stays a broken disk.
     *
     * @param e what came of reading
     * @return what to throw
     */
    public RuntimeException refused(IOException e) {
        if (e instanceof EOFException) {
            return new DataException(path + ": the file ends too early; get it again", e);
        }
        if (e instanceof ZipException) {
            return new DataException(
                    path + ": what is compressed in it is damaged (" + Excerpt.of(e.getMessage()) + "); get it again",
                    e);
        }
        if (e instanceof CharacterCodingException) {
            return new DataException(path + ": is not text in UTF-8; convert it", e);
        }
        return new UncheckedIOException(path + ": cannot be read: " + e.getMessage(), e);
    }

    /**
     * Refuses what no heap of this size has room for, before it is asked for.
     *
     * @param floats so many numbers of 4 bytes
     * @throws DataException if there is no room
     */
    public void checkRoom(long floats) {
        if (floats > Integer.MAX_VALUE - 8
                || floats * Float.BYTES > Runtime.getRuntime().maxMemory()) {
            throw new DataException(path + ": its " + floats + " values do not fit into " + room()
                    + ", or into one array of 2^31; " + MORE_ROOM);
        }
    }

    private static String room() {
        return (Runtime.getRuntime().maxMemory() >> 20) + " MiB of memory";
    }

    /**
     * What messages and reports call its data.
     *
     * @return the name without directories and the ending of its format, {@code .gz} included
     */
    public String name() {
        Path last = path.getFileName();
        String name = withoutEnding(last == null ? path.toString() : last.toString(), ".gz");
        for (String ending :
                List.of(".csv", ".tsv", ".npy", ".npz", ".libsvm", ".svmlight", ".svm", ".json", ".mid", ".midi")) {
            name = withoutEnding(name, ending);
        }
        return name;
    }

    private static String withoutEnding(String name, String ending) {
        return name.length() > ending.length() && name.endsWith(ending)
                ? name.substring(0, name.length() - ending.length())
                : name;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
