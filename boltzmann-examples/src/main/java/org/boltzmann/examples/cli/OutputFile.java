package org.boltzmann.examples.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files to be written after long work are tried before it. */
final class OutputFile {

    private OutputFile() {}

    static void checkWritable(Path file) throws FileSystemException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder; a file is wanted");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) { // a device or a pipe would be replaced, not written to
            throw new FileSystemException(file.toString(), null, "is no regular file; name one, or a new one");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(String.valueOf(folder));
        }
        if (!Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
    }
}
