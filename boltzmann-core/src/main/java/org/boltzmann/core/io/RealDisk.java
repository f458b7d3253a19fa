package org.boltzmann.core.io;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The default file system. */
final class RealDisk implements Disk {

    static final Disk INSTANCE = new RealDisk();

    private RealDisk() {}

    @Override
    public void create(Path file) throws IOException {
        Files.createFile(file);
    }

    // A FileOutputStream, since a FileChannel is closed under the hands of a thread that is interrupted.
    @Override
    public FileOutputStream open(Path file) throws IOException {
        return new FileOutputStream(file.toFile());
    }

    @Override
    public void write(FileOutputStream stream, byte[] bytes, int offset, int length) throws IOException {
        stream.write(bytes, offset, length);
    }

    @Override
    public void sync(FileOutputStream stream) throws IOException {
        stream.getFD().sync();
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void force(Path directory) throws IOException {
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

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }
}
