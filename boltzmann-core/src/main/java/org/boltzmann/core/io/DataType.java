package org.boltzmann.core.io;

import java.nio.ByteBuffer;

/**
 * How the numbers of a tensor lie in a file, little-endian.
 *
 * <p>Everything is read into 32-bit floats; only {@link #F32} is written. {@code F16} and {@code BF16} are converted exactly,
 * {@code F64} is rounded to the nearest float.
 */
public enum DataType {

    /** IEEE 754 binary16. */
    F16(2) {
        @Override
        void read(ByteBuffer from, float[] to, int start, int count) {
            for (int i = start; i < start + count; i++) {
                to[i] = half(from.getShort());
            }
        }
    },

    /** The upper half of an IEEE 754 binary32. */
    BF16(2) {
        @Override
        void read(ByteBuffer from, float[] to, int start, int count) {
            for (int i = start; i < start + count; i++) {
                to[i] = Float.intBitsToFloat(from.getShort() << 16);
            }
        }
    },

    /** IEEE 754 binary32. */
    F32(4) {
        @Override
        void read(ByteBuffer from, float[] to, int start, int count) {
            from.asFloatBuffer().get(to, start, count);
        }
    },

    /** IEEE 754 binary64. */
    F64(8) {
        @Override
        void read(ByteBuffer from, float[] to, int start, int count) {
            for (int i = start; i < start + count; i++) {
                to[i] = (float) from.getDouble();
            }
        }
    };

    private final int bytes;

    DataType(int bytes) {
        this.bytes = bytes;
    }

    /**
     * The size of one number.
     *
     * @return bytes a number takes in a file
     */
    public int bytes() {
        return bytes;
    }

    /** Converts {@code count} numbers; the buffer is little-endian and holds nothing else. */
    abstract void read(ByteBuffer from, float[] to, int start, int count);

    /**
     * The value of an IEEE 754 binary16.
     *
     * @param bits the number's bits; those above the lower 16 do not count
     * @return the same number, exactly
     */
    public static float half(int bits) {
        int exponent = (bits >> 10) & 31;
        int fraction = bits & 1023;
        int sign = (bits << 16) & 0x8000_0000;
        return switch (exponent) {
            case 0 -> Math.copySign(fraction * 0x1p-24f, Float.intBitsToFloat(sign | 0x3f80_0000));
            case 31 -> Float.intBitsToFloat(sign | 0x7f80_0000 | (fraction << 13));
            default -> Float.intBitsToFloat(sign | ((exponent + 112) << 23) | (fraction << 13));
        };
    }
}
