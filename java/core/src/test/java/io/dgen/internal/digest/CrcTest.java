// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.internal.kernel.Kernel;
import io.dgen.internal.kernel.NativeLibrary;
import io.dgen.testing.Skip;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import java.util.zip.Checksum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrcTest {
    /** RFC 3720, appendix B.4; NVM Command Set Specification 1.0d, figure 120; CRC catalogue of Greg Cook (check values). */
    static Stream<Arguments> published() {
        byte[] check = "123456789".getBytes(StandardCharsets.US_ASCII);
        return Stream.of(
                Arguments.of(Crc.CRC32C, check, 0xE3069283L),
                Arguments.of(Crc.CRC32C, bytes(32, i -> 0), 0x8A9136AAL),
                Arguments.of(Crc.CRC32C, bytes(32, i -> 0xFF), 0x62A8AB43L),
                Arguments.of(Crc.CRC32C, bytes(32, i -> i), 0x46DD794EL),
                Arguments.of(Crc.CRC32C, bytes(32, i -> 31 - i), 0x113FDB5CL),
                Arguments.of(Crc.CRC64NVME, check, 0xAE8B14860A799888L),
                Arguments.of(Crc.CRC64NVME, bytes(4096, i -> 0), 0x6482D367EB22B64EL),
                Arguments.of(Crc.CRC64NVME, bytes(4096, i -> 0xFF), 0xC0DDBA7302ECA3ACL),
                Arguments.of(Crc.CRC64NVME, bytes(4096, i -> i), 0x3E729F5F6750449CL),
                Arguments.of(Crc.CRC64NVME, bytes(4096, i -> 0xFF - i), 0x9A2DF64B8E9E517EL));
    }

    private static byte[] bytes(int length, IntUnaryOperator value) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) value.applyAsInt(i);
        }
        return bytes;
    }

    private static long crc(Crc crc, byte[] bytes) {
        Checksum checksum = crc.newChecksum();
        checksum.update(bytes, 0, bytes.length);
        return checksum.getValue();
    }

    @ParameterizedTest
    @MethodSource("published")
    void hasThePublishedValue(Crc crc, byte[] input, long value) {
        assertThat(crc(crc, input)).isEqualTo(value);
        Checksum bytewise = crc.newChecksum();
        for (byte b : input) {
            bytewise.update(b);
        }
        assertThat(bytewise.getValue()).isEqualTo(value);
        bytewise.reset();
        assertThat(bytewise.getValue()).isZero();
    }

    /** Lengths of up to some native calls. */
    @Test
    void theKernelHasTheSameCrc() {
        Skip.unless(NativeLibrary.isLoaded(), "native library: " + NativeLibrary.failure());
        int tier = Kernel.defaultTier();
        Skip.unless(Kernel.hasFastCrc(tier), "tier " + Kernel.tierName(tier) + ": no carry-less multiplication");
        byte[] bytes = random(1 << 20);
        Checksum fast = new NativeCrc64Nvme(tier);
        Checksum reference = new Crc64Nvme();
        for (int offset = 0, length = 0; offset + length <= bytes.length; offset += length, length = length * 3 + 1) {
            fast.update(bytes, offset, length);
            reference.update(bytes, offset, length);
            assertThat(fast.getValue()).as("%d bytes at %d", length, offset).isEqualTo(reference.getValue());
        }
        fast.update(7);
        reference.update(7);
        assertThat(fast.getValue()).isEqualTo(reference.getValue());
        fast.reset();
        assertThat(fast.getValue()).isZero();
    }

    /** The lengths at which the two halves begin, and lengths next to them. */
    @ParameterizedTest
    @ValueSource(ints = {0, 32 << 10, 96 << 10})
    void allLengthsAndOffsetsAreLikeSingleBytes(int least) {
        byte[] bytes = random(least + 60);
        for (int offset = 0; offset < 20; offset++) {
            Checksum bytewise = new Crc64Nvme();
            for (int length = 0; length <= bytes.length - offset; length++) {
                if (length >= least) {
                    Checksum whole = new Crc64Nvme();
                    whole.update(bytes, offset, length);
                    assertThat(whole.getValue())
                            .as("%d bytes at %d", length, offset)
                            .isEqualTo(bytewise.getValue());
                }
                if (offset + length < bytes.length) {
                    bytewise.update(bytes[offset + length]);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Crc.class)
    void adjacentRangesCombine(Crc crc) {
        byte[] bytes = random(3000);
        long whole = crc(crc, bytes);
        for (int cut : new int[] {0, 1, 7, 8, 1000, 2048, 2999, 3000}) {
            long first = crc(crc, Arrays.copyOf(bytes, cut));
            long second = crc(crc, Arrays.copyOfRange(bytes, cut, bytes.length));
            assertThat(crc.combine(first, second, bytes.length - cut)).isEqualTo(whole);
        }
    }

    /** The largest length: x^(8n) does not depend on how n is divided. */
    @ParameterizedTest
    @EnumSource(Crc.class)
    void lengthsBeyond63BitsOfBitsCombine(Crc crc) {
        long half = 1L << 62;
        long twice = crc.combine(crc.combine(5, 0, half), 0, half - 1);
        assertThat(crc.combine(5, 0, Long.MAX_VALUE)).isEqualTo(twice).isNotZero();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
