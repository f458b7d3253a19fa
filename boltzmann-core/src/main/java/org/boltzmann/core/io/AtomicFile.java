package org.boltzmann.core.io;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
     * @throws IOException if the directory is missing, the target is a directory, or writing fails
     * @throws IllegalArgumentException if the path has no file name
     */
    public static void write(Path target, Writer body) throws IOException {
        Path destination = resolve(target);
        Path directory = destination.getParent();
        Path temporary = Files.createFile(temporaryIn(directory));
        try {
            fill(temporary, body);
            Files.move(temporary, destination, StandardCopyOption.ATOMIC_MOVE);
        } catch (Throwable failure) {
            deleteAfter(failure, temporary);
            throw failure;
        }
        force(directory);
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

    // Not Files.createTempFile, whose files nobody else may read. The target's name is left out, for it may be as long
    // as the file
    // system allows.
    private static Path temporaryIn(Path directory) {
        return directory.resolve(".boltzmann-" + UUID.randomUUID() + ".tmp");
    }

    // A FileOutputStream, since a FileChannel is closed under the hands of a thread that is interrupted.
    private static void fill(Path file, Writer body) throws IOException {
        try (FileOutputStream stream = new FileOutputStream(file.toFile())) {
            OutputStream out = new BufferedOutputStream(stream, BUFFER_BYTES);
            body.writeTo(new Unclosable(out));
            out.flush();
            stream.getFD().sync();
        }
    }

    private static void deleteAfter(Throwable failure, Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException | RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    private static void force(Path directory) throws IOException {
        if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return; // elsewhere a directory cannot be opened, and the move is in the file system's journal
        }
        boolean interrupted = false;
        try {
            while (!forced(directory)) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean forced(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
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
