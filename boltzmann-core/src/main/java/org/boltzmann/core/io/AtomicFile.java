package org.boltzmann.core.io;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Writes a file so that at any moment either the old content is there or the whole of the new.
 *
 * <p>The content goes to a temporary file in the target's directory, is forced to the disk, and is moved over the target in one
 * step; then the directory is forced too. Whatever is thrown on the way, the temporary file is deleted and the old file stays.
 * Only a kill can leave a temporary file behind ({@code .boltzmann-*.tmp}, safe to delete).
 *
 * <p>An interrupted thread still finishes its write and stays interrupted: a run told to stop can save its last state.
 *
 * <p>Limits: files of the default file system; a symbolic link is followed; the new file has the permissions of any file newly
 * created.
 */
public final class AtomicFile {

    private static final int BUFFER_BYTES = 1 << 16;

    // Not Files.createTempFile, whose files nobody else may read. The target's name is left out, for it may be as
    // long as the file system allows.
    private static final String PREFIX = ".boltzmann-";
    static final String SUFFIX = ".tmp";

    private AtomicFile() {}

    /** What writes the content of a file. */
    @FunctionalInterface
    public interface Writer {

        /**
         * Writes the whole content.
         *
         * @param out a buffered stream; closing it is allowed and not needed
         * @throws IOException if the content cannot be written; the target then stays as it was
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Creates or replaces a file.
     *
     * @param target the file; its directory exists
     * @param body writes the content
     * @throws IOException if the directory is missing, the target is a directory, or writing fails; it names the file
     * @throws IllegalArgumentException if the path has no file name
     */
    public static void write(Path target, Writer body) throws IOException {
        write(RealDisk.INSTANCE, target, PREFIX, body);
    }

    /**
     * Creates or replaces a file.
     *
     * @param disk where
     * @param target the file
     * @param prefix what the name of the temporary file begins with
     * @param body writes the content
     */
    static void write(Disk disk, Path target, String prefix, Writer body) throws IOException {
        Path destination = resolve(target);
        Path directory = destination.getParent();
        Path temporary = directory.resolve(prefix + UUID.randomUUID() + SUFFIX);
        try {
            disk.create(temporary);
            try {
                fill(disk, temporary, body);
                disk.move(temporary, destination);
            } catch (Throwable failure) {
                deleteAfter(failure, disk, temporary);
                throw failure;
            }
            disk.force(directory);
        } catch (IOException e) {
            throw naming(target, e);
        }
    }

    /** A stream's "No space left on device" does not say where, and nobody knows the temporary file. */
    static FileSystemException naming(Path target, IOException e) {
        String reason = e.getMessage();
        if (e instanceof FileSystemException named) {
            if (target.toString().equals(named.getFile())) {
                return named;
            }
            String why = named.getReason() == null ? named.getClass().getSimpleName() : named.getReason();
            reason = named instanceof AccessDeniedException ? "permission denied" : why;
        }
        FileSystemException named = new FileSystemException(target.toString(), null, reason);
        named.initCause(e);
        return named;
    }

    private static Path resolve(Path target) throws IOException {
        if (target.getFileName() == null || target.getFileName().toString().isEmpty()) {
            throw new IllegalArgumentException("'" + target + "' names no file: give a path that ends in a file name");
        }
        Path path =
                Files.isSymbolicLink(target) && Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
        if (Files.isDirectory(path)) {
            throw new FileSystemException(target.toString(), null, "is a directory: give the path of a file");
        }
        if (!Files.isDirectory(path.getParent())) {
            throw new NoSuchFileException(target.toString(), null, "its directory does not exist: create it first");
        }
        return path;
    }

    private static void fill(Disk disk, Path file, Writer body) throws IOException {
        try (FileOutputStream stream = disk.open(file)) {
            OutputStream out = new BufferedOutputStream(new OnDisk(disk, stream), BUFFER_BYTES);
            body.writeTo(new Unclosable(out));
            out.flush();
            disk.sync(stream);
        }
    }

    private static void deleteAfter(Throwable failure, Disk disk, Path temporary) {
        try {
            disk.delete(temporary);
        } catch (IOException | RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    /** Bytes on their way to the disk. */
    private static final class OnDisk extends OutputStream {

        private final Disk disk;
        private final FileOutputStream stream;

        OnDisk(Disk disk, FileOutputStream stream) {
            this.disk = disk;
            this.stream = stream;
        }

        @Override
        public void write(int b) throws IOException {
            disk.write(stream, new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            disk.write(stream, bytes, offset, length);
        }
    }

    /** Passes everything on but the end: the file is synced after its content is complete, hence must still be open. */
    private static final class Unclosable extends OutputStream {

        private final OutputStream out;

        Unclosable(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }
}
