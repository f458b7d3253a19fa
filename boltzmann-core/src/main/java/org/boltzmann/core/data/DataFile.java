package org.boltzmann.core.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.boltzmann.core.Excerpt;

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

    private static final int FILE_TYPE = 0170000;
    private static final int FIFO = 0010000;

    /** The contents of pipes by what the system knows a pipe as: it can be read once, and a file is opened several times. */
    private static final Map<Object, Path> PIPES = new HashMap<>();

    private final Path path;
    private final Path content;
    private final long length;
    private final boolean compressed;

    private DataFile(Path path, Path content, long length, boolean compressed) {
        this.path = path;
        this.content = content;
        this.length = length;
        this.compressed = compressed;
    }

    /**
     * A file that exists, or a pipe such as {@code /dev/stdin}, whose content is put into a temporary file once.
     *
     * @param path its path
     * @return the file, not yet open
     * @throws DataException if there is no such file, it is neither a regular file nor a pipe, or more comes from a pipe than there is memory
     * @throws UncheckedIOException if it cannot be read
     */
    public static DataFile of(Path path) {
        try {
            Path content = Files.exists(path) && !Files.isRegularFile(path) ? contentOf(path) : path;
            try (InputStream in = Files.newInputStream(content)) {
                byte[] magic = in.readNBytes(2);
                boolean compressed = magic.length == 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b;
                return new DataFile(path, content, Files.size(content), compressed);
            }
        } catch (NoSuchFileException e) {
            throw new DataException(
                    path
                            + (Files.isSymbolicLink(path)
                                    ? ": is a link to a file that is not there; mend the link or name another file"
                                    : ": there is no such file; check the name"),
                    e);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static Path contentOf(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new DataException(path + ": is a directory; name a file in it" + ForeignFile.inDirectory(path));
        }
        if (!isPipe(path)) {
            throw new DataException(path + ": is no regular file but a device or the like; name a file of data");
        }
        // one that nobody writes to would make us wait for ever, and nothing tells
        if (Stream.of("/dev", "/proc").noneMatch(path.toAbsolutePath().normalize()::startsWith)) {
            throw new DataException(path + ": is no regular file but a pipe with a name; let it be written to this"
                    + " program, as by cat " + Excerpt.of(path.toString()) + " | ... --data /dev/stdin");
        }
        synchronized (PIPES) {
            Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            Path content = key == null ? null : PIPES.get(key);
            if (content == null) {
                content = spooled(path);
                PIPES.put(key, content);
            }
            return content;
        }
    }

    private static boolean isPipe(Path path) throws IOException {
        try {
            return ((Integer) Files.getAttribute(path, "unix:mode") & FILE_TYPE) == FIFO;
        } catch (UnsupportedOperationException e) {
            return false; // a system without such files
        }
    }

    private static Path spooled(Path pipe) throws IOException {
        Path content = Files.createTempFile("boltzmann-pipe-", null);
        content.toFile().deleteOnExit();
        long most = Runtime.getRuntime().maxMemory();
        try (InputStream in = Files.newInputStream(pipe);
                OutputStream out = Files.newOutputStream(content)) {
            byte[] block = new byte[BUFFER];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                out.write(block, 0, read);
                most -= read;
                if (most < 0) {
                    throw new DataException(
                            pipe + ": what comes from it does not fit into " + room() + "; " + MORE_ROOM);
                }
            }
        } catch (IOException | DataException e) {
            Files.deleteIfExists(content);
            throw e;
        }
        return content;
    }

    private static UncheckedIOException unreadable(Path path, IOException e) {
        String why = e instanceof AccessDeniedException
                ? "permission denied"
                : e instanceof FileSystemException file && file.getReason() != null ? file.getReason() : e.getMessage();
        return new UncheckedIOException(path + ": cannot be read: " + why, e);
    }

    /** Where the content is; the file itself unless that is a pipe. */
    Path content() {
        return content;
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
        InputStream in = Files.newInputStream(content);
        try {
            return new BufferedInputStream(compressed ? new GZIPInputStream(in, BUFFER) : in, BUFFER);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** The first bytes of the content, by which formats are told apart, fewer if it has not so many; none if it is damaged. */
    byte[] start() {
        try (InputStream in = open()) {
            return in.readNBytes(32);
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
        return unreadable(path, e);
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
