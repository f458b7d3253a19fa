package org.boltzmann.core.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A folder that one run has for itself, within this JVM and among all programs that ask; a kill gives it back. */
public final class FolderLock implements Closeable {

    private static final String LOCK = ".boltzmann-lock";

    /**
     * The folders locked in this JVM. Closing any channel of a file gives up all locks that the process has on it, as POSIX has
     * it, so that a second one must not even be opened.
     */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path real;
    private final FileChannel channel;

    private FolderLock(Path real, FileChannel channel) {
        this.real = real;
        this.channel = channel;
    }

    /**
     * Locks a folder, creating it if it is not there.
     *
     * @param folder the folder
     * @return the lock, to be closed
     * @throws FileSystemException if another run has it, naming the folder
     * @throws IOException if it cannot be created or written to
     */
    public static FolderLock of(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new FileSystemException(folder.toString(), null, "is a file; wanted is a folder");
        }
        if (!Files.isDirectory(folder)) { // a link to a folder is one, and must not be created
            create(folder);
        }
        Path real = folder.toRealPath();
        if (!OPEN.add(real)) {
            throw inUse(folder);
        }
        try {
            return lock(folder, real);
        } catch (Throwable failure) {
            OPEN.remove(real);
            throw failure;
        }
    }

    private static FolderLock lock(Path folder, Path real) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!isLocked(channel)) {
                throw inUse(folder);
            }
            return new FolderLock(real, channel);
        } catch (Throwable failure) {
            channel.close();
            throw failure;
        }
    }

    private static FileSystemException inUse(Path folder) {
        return new FileSystemException(
                folder.toString(), null, "is in use by another run; give each run a folder of its own");
    }

    private static void create(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            FileSystemException named = new FileSystemException(
                    folder.toString(), null, "the folder cannot be created (" + e.getMessage() + ")");
            named.initCause(e);
            throw named;
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock held = channel.tryLock();
            return held != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Lets other runs use the folder. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) { // else the folder may be another's by now
            try {
                channel.close();
            } finally {
                OPEN.remove(real);
            }
        }
    }
}
