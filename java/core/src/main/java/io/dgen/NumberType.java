// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

/** The type of the numbers of a stream. All are stored in little-endian order. */
public enum NumberType {
    /** No numbers: the bytes of a stream without {@code type}. */
    BYTES(1, 0, 255),
    /** IEEE 754 binary32, 4 bytes; {@code float}. */
    FP32(4, -Float.MAX_VALUE, Float.MAX_VALUE),
    /** IEEE 754 binary64, 8 bytes; {@code double}. */
    FP64(8, -Double.MAX_VALUE, Double.MAX_VALUE),
    /** bfloat16, 2 bytes: the upper half of a binary32. */
    BF16(2, -0x1.FEp127, 0x1.FEp127),
    /** IEEE 754 binary16, 2 bytes. */
    FP16(2, -65504, 65504),
    /** Two's complement, 1 byte. */
    INT8(1, Byte.MIN_VALUE, Byte.MAX_VALUE),
    /** Two's complement, 4 bytes. */
    INT32(4, Integer.MIN_VALUE, Integer.MAX_VALUE);

    private final int bytes;
    private final double min;
    private final double max;

    NumberType(int bytes, double min, double max) {
        this.bytes = bytes;
        this.min = min;
        this.max = max;
    }

    /** {@return the size of a number in bytes, 1 .. 8} */
    public int bytes() {
        return bytes;
    }

    /** {@return the smallest finite number of this type} */
    public double min() {
        return min;
    }

    /** {@return the largest finite number of this type} */
    public double max() {
        return max;
    }

    /** {@return whether the numbers have fractions} */
    public boolean isFloat() {
        return this == FP32 || this == FP64 || this == BF16 || this == FP16;
    }
}
