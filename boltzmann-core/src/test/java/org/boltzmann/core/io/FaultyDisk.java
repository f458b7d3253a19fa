package org.boltzmann.core.io;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** A disk on which one chosen operation fails, as on a full one: a write after half of its bytes. */
final class FaultyDisk implements Disk {

    private final int failing;
    private int done;

    /** The operation of this number fails, from 1. */
    FaultyDisk(int failing) {
        this.failing = failing;
    }

    boolean hasFailed() {
        return done >= failing;
    }

    private boolean fails() {
        return ++done == failing;
    }

    private void failIfItIsTime() throws IOException {
        if (fails()) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public void create(Path file) throws IOException {
        failIfItIsTime();
        RealDisk.INSTANCE.create(file);
    }

    @Override
    public FileOutputStream open(Path file) throws IOException {
        failIfItIsTime();
        return RealDisk.INSTANCE.open(file);
    }

    @Override
    public void write(FileOutputStream stream, byte[] bytes, int offset, int length) throws IOException {
        if (fails()) {
            RealDisk.INSTANCE.write(stream, bytes, offset, length / 2);
            throw new IOException("No space left on device");
        }
        RealDisk.INSTANCE.write(stream, bytes, offset, length);
    }

    @Override
    public void sync(FileOutputStream stream) throws IOException {
        failIfItIsTime();
        RealDisk.INSTANCE.sync(stream);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        failIfItIsTime();
        RealDisk.INSTANCE.move(from, to);
    }

    @Override
    public void force(Path directory) throws IOException {
        failIfItIsTime();
        RealDisk.INSTANCE.force(directory);
    }

    @Override
    public void delete(Path file) throws IOException {
        failIfItIsTime();
        RealDisk.INSTANCE.delete(file);
    }
}
