// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class ChecksumTest {
    private static final int UNIT = Checksum.UNIT_BYTES;

    private static long of(String path, byte[] bytes, int from, int to, int step) {
        Checksum checksum = new Checksum();
        checksum.begin(path, from);
        for (int at = from; at < to; at += step) {
            checksum.update(bytes, at, Math.min(step, to - at), at);
        }
        return checksum.value();
    }

    @Test
    void isTheSumOfTheUnits() {
        byte[] bytes = new byte[3 * UNIT + 5];
        new Random(1).nextBytes(bytes);
        long expected = 0;
        for (int at = 0; at < bytes.length; at += UNIT) {
            CRC32C crc = new CRC32C();
            crc.update("d/f".getBytes(StandardCharsets.UTF_8));
            crc.update(ByteBuffer.allocate(8).putLong(0, at));
            crc.update(bytes, at, Math.min(UNIT, bytes.length - at));
            expected += crc.getValue();
        }
        assertThat(of("d/f", bytes, 0, bytes.length, 777_777)).isEqualTo(expected);
        assertThat(of("d/f", bytes, 0, UNIT, UNIT) + of("d/f", bytes, UNIT, bytes.length, 4096))
                .isEqualTo(expected);
        assertThat(of("d/g", bytes, 0, bytes.length, UNIT)).isNotEqualTo(expected);
        assertThat(of("d/f", bytes, 0, 0, UNIT)).isNotZero();
    }
}
