// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.digest;

import io.dgen.internal.engine.EngineKind;
import io.dgen.internal.engine.PageEngine;
import io.dgen.internal.kernel.Kernel;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * A CRC, and its combination: the CRC of two adjacent ranges is that of the first one, multiplied by x^(8n) modulo the
 * polynomial for the n bytes of the second one, plus that of the second one. Initial and final inversion cancel out.
 * Polynomials over GF(2) are reflected: their highest bit is the coefficient of x^0.
 */
public enum Crc {
    CRC32(Integer.BYTES, 0xEDB88320L, CRC32::new),
    CRC32C(Integer.BYTES, 0x82F63B78L, CRC32C::new),
    CRC64NVME(Long.BYTES, Crc64Nvme.POLYNOMIAL, Crc64Nvme::new);

    private final int bytes;
    private final long polynomial;
    private final long one;
    private final Supplier<Checksum> checksum;

    Crc(int bytes, long polynomial, Supplier<Checksum> checksum) {
        this.bytes = bytes;
        this.polynomial = polynomial;
        this.one = 1L << Byte.SIZE * bytes - 1;
        this.checksum = checksum;
    }

    public int bytes() {
        return bytes;
    }

    public Checksum newChecksum() {
        return checksum.get();
    }

    /** The fastest one on a machine that can run the engine. */
    Checksum newChecksum(PageEngine engine) {
        return this == CRC64NVME && engine.kind() == EngineKind.NATIVE && Kernel.hasFastCrc(engine.tier())
                ? new NativeCrc64Nvme(engine.tier())
                : newChecksum();
    }

    /** {@return the CRC of the bytes as it is written} */
    public byte[] digest(byte[] input) {
        Checksum sum = newChecksum();
        sum.update(input, 0, input.length);
        return toBytes(sum.getValue());
    }

    /** {@return the CRC as it is written: big-endian} */
    public byte[] toBytes(long crc) {
        byte[] written = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            written[i] = (byte) (crc >>> Byte.SIZE * (bytes - 1 - i));
        }
        return written;
    }

    /** {@return the CRC of two adjacent ranges, each with its own CRC} */
    public long combine(long first, long second, long secondBytes) {
        return combineShifted(first, second, shift(secondBytes));
    }

    long combineShifted(long first, long second, long shift) {
        return multiply(first, shift) ^ second;
    }

    /** {@return x^(8n), with which the CRC of a range is multiplied if n bytes follow it} */
    long shift(long n) {
        long power = one;
        long square = one >>> Byte.SIZE;
        for (long left = n; left > 0; left >>>= 1) {
            if ((left & 1) != 0) {
                power = multiply(power, square);
            }
            square = multiply(square, square);
        }
        return power;
    }

    private long multiply(long a, long b) {
        long product = 0;
        long multiple = b;
        for (long bit = one; bit != 0; bit >>>= 1) {
            product ^= (a & bit) != 0 ? multiple : 0;
            multiple = multiple >>> 1 ^ (polynomial & -(multiple & 1));
        }
        return product;
    }
}
