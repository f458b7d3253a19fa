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
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A file of data, plain or gzip, told apart by its first bytes. */
final class DataFile {

    private static final int BUFFER = 1 << 16;

    /** Deflate cannot shrink a byte to less than one 1032nd; so a short file cannot claim a large content. */
    private static final long LARGEST_RATIO = 1032;

    private final Path path;
    private final long length;
    private final boolean compressed;

    private DataFile(Path path, long length, boolean compressed) {
        this.path = path;
        this.length = length;
        this.compressed = compressed;
    }

    static DataFile of(Path path) {
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

    InputStream open() throws IOException {
        InputStream in = Files.newInputStream(path);
        try {
            return new BufferedInputStream(compressed ? new GZIPInputStream(in, BUFFER) : in, BUFFER);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** The most bytes the content can have. */
    long largestContent() {
        return compressed ? length * LARGEST_RATIO : length;
    }

    /** Turns what a broken file makes of reading into a refusal; a broken disk stays a broken disk. */
    RuntimeException refused(IOException e) {
        if (e instanceof EOFException) {
            return new DataException(path + ": the file ends too early; get it again", e);
        }
        if (e instanceof ZipException) {
            return new DataException(path + ": the gzip file is damaged (" + e.getMessage() + "); get it again", e);
        }
        if (e instanceof CharacterCodingException) {
            return new DataException(path + ": is not text in UTF-8; convert it", e);
        }
        return new UncheckedIOException(path + ": cannot be read: " + e.getMessage(), e);
    }

    /** Refuses what the heap has no room for, before it is asked for. */
    void checkRoom(long floats) {
        long room = Runtime.getRuntime().maxMemory();
        if (floats > Integer.MAX_VALUE - 8 || floats * Float.BYTES > room) {
            throw new DataException(path + ": its " + floats + " values do not fit into " + (room >> 20)
                    + " MiB of memory, or into one array of 2^31; give Java more by -Xmx, or take fewer examples");
        }
    }

    /** The name without directories and the endings {@code .gz} and {@code .csv}. */
    String name() {
        Path last = path.getFileName();
        String name = last == null ? path.toString() : last.toString();
        return withoutEnding(withoutEnding(name, ".gz"), ".csv");
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
