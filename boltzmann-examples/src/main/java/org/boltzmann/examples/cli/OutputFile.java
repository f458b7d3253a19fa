package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.boltzmann.core.wiring.SettingsException;

/**
 * A file that a command writes, tried before the work.
 *
 * @param option that names it
 * @param path where
 */
record OutputFile(String option, Path path) {

    /** Refuses a file that is of no kind that the command writes, or cannot be written; nothing of it is touched. */
    void check(List<String> endings) throws IOException {
        if (isThere()) {
            if (Files.isDirectory(path)) {
                throw new FileSystemException(path.toString(), null, "is a folder; a file is wanted");
            }
            if (!Files.isRegularFile(path)) { // a device or a pipe would be replaced, not written to
                throw new FileSystemException(path.toString(), null, "is no regular file; name one, or a new one");
            }
        }
        if (endings.stream().noneMatch(this::endsWith)) {
            throw new SettingsException(
                    List.of(option + " is " + path + "; name a file " + String.join(" or ", endings)));
        }
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(String.valueOf(folder));
        }
        tryToWrite(folder);
    }

    boolean endsWith(String ending) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(ending);
    }

    private boolean isThere() throws IOException {
        try {
            Files.readAttributes(path, BasicFileAttributes.class);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (FileSystemException e) { // such as a name that is too long
            throw new FileSystemException(path.toString(), null, ExitCodes.reason(e));
        }
    }

    /** Permissions do not tell of file systems that take no files. */
    private void tryToWrite(Path folder) throws IOException {
        Path trial = folder.resolve(".boltzmann-" + UUID.randomUUID() + ".tmp");
        try {
            Files.createFile(trial);
            Files.delete(trial);
        } catch (FileSystemException e) {
            throw new FileSystemException(path.toString(), null, "cannot be written: " + ExitCodes.reason(e));
        }
    }

    /** Makes a folder for files; what is there under that name and no folder is refused. */
    static void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new FileSystemException(folder.toString(), null, "is no folder; name one, or a new one");
        }
    }

    /** Refuses to replace a file from which the command reads. */
    void refuseIfRead(String reader, String value) throws IOException {
        try {
            Path input = Path.of(value);
            if (Files.exists(path) && Files.exists(input) && Files.isSameFile(path, input)) {
                throw new SettingsException(
                        List.of(option + " is " + path + ", the file that " + reader + " names; name another"));
            }
        } catch (InvalidPathException e) {
            // the name of no file
        }
    }
}
