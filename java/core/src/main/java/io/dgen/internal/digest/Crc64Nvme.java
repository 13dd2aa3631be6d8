// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.digest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/**
 * CRC-64/NVME (NVM Express NVM Command Set Specification 1.0d, section 5.2.1.3.4), which the JDK does not have: 16 bytes
 * at a time, one table for each of them (Kounavis and Berry, "A systematic approach to building high performance
 * software-based CRC generators", 2005). Each step waits for the one before it, so two halves of the input take turns,
 * which is 1.4 times as fast. Not thread-safe.
 */
final class Crc64Nvme implements Checksum {
    /** Bit 63 is the coefficient of x^0. */
    static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

    private static final int STEP = 16;
    private static final int HALF_BYTES = 16 << 10;
    private static final long HALF_SHIFT = Crc.CRC64NVME.shift(HALF_BYTES);

    /** Entry {@code 256 * k + b} is the remainder of byte b with k zero bytes behind it. */
    private static final long[] TABLES = tables();

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();

    private long inverted = -1;

    private static long[] tables() {
        long[] tables = new long[STEP * 256];
        for (int b = 0; b < 256; b++) {
            long remainder = b;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                remainder = remainder >>> 1 ^ (POLYNOMIAL & -(remainder & 1));
            }
            tables[b] = remainder;
        }
        for (int i = 256; i < tables.length; i++) {
            long before = tables[i - 256];
            tables[i] = before >>> 8 ^ tables[(int) before & 0xFF];
        }
        return tables;
    }

    @Override
    public void update(int b) {
        inverted = inverted >>> 8 ^ TABLES[(int) (inverted ^ b) & 0xFF];
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = offset;
        for (; i <= end - 2 * HALF_BYTES; i += 2 * HALF_BYTES) {
            long first = inverted;
            long second = 0;
            for (int j = i; j < i + HALF_BYTES; j += STEP) {
                first = next(first, bytes, j);
                second = next(second, bytes, j + HALF_BYTES);
            }
            inverted = Crc.CRC64NVME.combineShifted(first, second, HALF_SHIFT);
        }
        for (; i <= end - STEP; i += STEP) {
            inverted = next(inverted, bytes, i);
        }
        for (; i < end; i++) {
            update(bytes[i]);
        }
    }

    private static long next(long inverted, byte[] bytes, int at) {
        return eight(8, inverted ^ (long) LONGS.get(bytes, at)) ^ eight(0, (long) LONGS.get(bytes, at + 8));
    }

    /** The remainder of eight bytes with {@code zeros} zero bytes behind them. */
    private static long eight(int zeros, long bytes) {
        int table = zeros << 8;
        return TABLES[table + 0x700 + (int) (bytes & 0xFF)]
                ^ TABLES[table + 0x600 + (int) (bytes >>> 8 & 0xFF)]
                ^ TABLES[table + 0x500 + (int) (bytes >>> 16 & 0xFF)]
                ^ TABLES[table + 0x400 + (int) (bytes >>> 24 & 0xFF)]
                ^ TABLES[table + 0x300 + (int) (bytes >>> 32 & 0xFF)]
                ^ TABLES[table + 0x200 + (int) (bytes >>> 40 & 0xFF)]
                ^ TABLES[table + 0x100 + (int) (bytes >>> 48 & 0xFF)]
                ^ TABLES[table + (int) (bytes >>> 56)];
    }

    @Override
    public long getValue() {
        return ~inverted;
    }

    @Override
    public void reset() {
        inverted = -1;
    }
}
