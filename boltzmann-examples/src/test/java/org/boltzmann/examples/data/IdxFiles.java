package org.boltzmann.examples.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** Files of the format MNIST has, made for tests. */
final class IdxFiles {

    private IdxFiles() {}

    /** Bytes 0, 1, 2 ... modulo a bound, in the given axes. */
    static byte[] counting(int bound, int... axes) {
        int size = 1;
        for (int axis : axes) {
            size *= axis;
        }
        ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * axes.length + size).putInt(0x0800 + axes.length);
        for (int axis : axes) {
            buffer.putInt(axis);
        }
        for (int i = 0; i < size; i++) {
            buffer.put((byte) (i % bound));
        }
        return buffer.array();
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
