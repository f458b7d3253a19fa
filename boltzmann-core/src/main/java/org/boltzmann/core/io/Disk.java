package org.boltzmann.core.io;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** The few things that writing a file asks of a disk, each of which can fail: the seam at which tests let it fail. */
interface Disk {

    /** Creates an empty file that was not there. */
    void create(Path file) throws IOException;

    /** Opens a file to be written from its beginning. */
    FileOutputStream open(Path file) throws IOException;

    /** Writes some bytes. */
    void write(FileOutputStream stream, byte[] bytes, int offset, int length) throws IOException;

    /** Returns when everything written has reached the disk. */
    void sync(FileOutputStream stream) throws IOException;

    /** Puts one file into another's place in a single step. */
    void move(Path from, Path to) throws IOException;

    /** Returns when a directory's names have reached the disk. */
    void force(Path directory) throws IOException;

    /** Deletes a file if it is there. */
    void delete(Path file) throws IOException;
}
