package org.boltzmann.core.io;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The checkpoints of one run: a directory with files such as {@code checkpoint-000012-00034.safetensors}, written after 12 epochs
 * and 34 steps of the next.
 *
 * <p>A file is written beside, checksummed, synced and moved into place, so that a kill at any moment leaves the checkpoints that
 * were there, and under their names nothing that is not whole. An open directory is locked, so that no two runs share it; what a
 * killed run left half written is deleted when the next one opens it. Other files in it are left alone.
 */
public final class CheckpointDirectory implements AutoCloseable {

    /** Another than that of all other files, which may belong to a program at work. */
    private static final String TEMPORARY = ".boltzmann-checkpoint-";

    private static final Pattern NAME = Pattern.compile("checkpoint-(\\d{6,9})-(\\d{5,9})\\.safetensors");

    private final Path directory;
    private final Disk disk;
    private final FolderLock lock;
    private final Set<Path> bad = new TreeSet<>();

    /**
     * A checkpoint and where it was found.
     *
     * @param file the file
     * @param checkpoint what it holds
     */
    public record Found(Path file, Checkpoint checkpoint) {}

    private CheckpointDirectory(Path directory, Disk disk, FolderLock lock) {
        this.directory = directory;
        this.disk = disk;
        this.lock = lock;
    }

    /**
     * Opens a directory for one run, creating it if it is not there.
     *
     * @param directory where the checkpoints are
     * @return the directory, locked until it is closed
     * @throws FileSystemException if another run has it open, naming the directory
     * @throws IOException if it cannot be created or written to
     */
    public static CheckpointDirectory open(Path directory) throws IOException {
        return open(directory, RealDisk.INSTANCE);
    }

    static CheckpointDirectory open(Path directory, Disk disk) throws IOException {
        FolderLock lock = FolderLock.of(directory);
        try {
            CheckpointDirectory opened = new CheckpointDirectory(directory, disk, lock);
            opened.deleteLeftovers();
            return opened;
        } catch (Throwable failure) {
            lock.close();
            throw failure;
        }
    }

    private void deleteLeftovers() throws IOException {
        for (Path file : list()) {
            String name = file.getFileName().toString();
            if (name.startsWith(TEMPORARY) && name.endsWith(AtomicFile.SUFFIX)) {
                disk.delete(file);
            }
        }
    }

    /**
     * Where the checkpoints are.
     *
     * @return as it was opened
     */
    public Path path() {
        return directory;
    }

    /**
     * All files with the name of a checkpoint, whole or not.
     *
     * @return from the one that came furthest to the first
     * @throws IOException if the directory cannot be read
     */
    public List<Path> files() throws IOException {
        return list().stream()
                .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
                .sorted(Comparator.comparingLong(CheckpointDirectory::position).reversed())
                .toList();
    }

    private List<Path> list() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    /** Epochs in the upper half of the bits, steps in the lower. */
    private static long position(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches() ? Long.parseLong(name.group(1)) << Integer.SIZE | Long.parseLong(name.group(2)) : -1;
    }

    /**
     * The checkpoint that came furthest, of those that are whole.
     *
     * @param warning told of every file passed over, in one line that names it and why
     * @return empty if none is whole
     * @throws IOException if the directory cannot be read
     */
    public Optional<Found> newest(Consumer<String> warning) throws IOException {
        for (Path file : files()) {
            try {
                return Optional.of(new Found(file, Checkpoint.read(file)));
            } catch (ModelFileException | IOException e) {
                String why = String.valueOf(e.getMessage());
                warning.accept("skipped " + (why.contains(file.toString()) ? why : file + ": " + why));
                bad.add(file);
            }
        }
        return Optional.empty();
    }

    /**
     * The name of a checkpoint's file.
     *
     * @param epochs whole epochs done
     * @param steps steps done of the next
     * @return its name in this directory
     */
    public String name(int epochs, int steps) {
        return String.format(Locale.ROOT, "checkpoint-%06d-%05d.safetensors", epochs, steps);
    }

    /**
     * Writes a checkpoint.
     *
     * @param epochs whole epochs done
     * @param steps steps done of the next
     * @param checkpoint what to write
     * @return the file
     * @throws IOException if it cannot be written, naming it; all other checkpoints are then as they were
     */
    public Path write(int epochs, int steps, Checkpoint checkpoint) throws IOException {
        Path file = directory.resolve(name(epochs, steps));
        AtomicFile.write(disk, file, TEMPORARY, checkpoint::writeTo);
        bad.remove(file);
        return file;
    }

    /**
     * Deletes all but the last checkpoints and a chosen one; files found not to be whole are neither counted nor touched.
     *
     * @param last how many of those that came furthest stay
     * @param chosen name of one that stays too, if there is such a file
     * @throws IOException if one cannot be deleted, naming it
     */
    public void keep(int last, String chosen) throws IOException {
        List<Path> old = files().stream()
                .filter(file -> !bad.contains(file))
                .skip(last)
                .filter(file -> !file.getFileName().toString().equals(chosen))
                .toList();
        for (Path file : old) {
            try {
                disk.delete(file);
            } catch (IOException e) {
                throw AtomicFile.naming(file, e);
            }
        }
    }

    /** Lets other runs use the directory. */
    @Override
    public void close() throws IOException {
        lock.close();
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
