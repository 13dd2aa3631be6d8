// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "4096, 4096",
        "7B, 7",
        "10000b, 10000",
        "128KiB, 131072",
        "128K, 131072",
        "128k, 131072",
        "128 KiB, 131072",
        "1.5GiB, 1610612736",
        "0.5K, 512",
        "10GB, 10000000000",
        "10gb, 10000000000",
        "1.000001MB, 1000001",
        "1KB, 1000",
        "1MB, 1000000",
        "1TB, 1000000000000",
        "1PB, 1000000000000000",
        "9EB, 9000000000000000000",
        "1MiB, 1048576",
        "1TiB, 1099511627776",
        "1PiB, 1125899906842624",
        "7EiB, 8070450532247928832",
        "9223372036854775807, 9223372036854775807",
        "00000000000000000000000000000001, 1"
    })
    void reads(String text, long bytes) {
        assertThat(ByteSize.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "B",
                "KiB",
                "-1",
                "+1",
                "1.",
                ".5",
                "1e3",
                "1,5",
                "0x10",
                "1 2",
                "1KKiB",
                "1KiBB",
                "1Kib2",
                "1Ki",
                "1XB",
                "1ZiB",
                "9223372036854775808",
                "8EiB",
                "9.3EB",
                "1.5",
                "0.3KiB",
                "0.0001KB",
                "NaN",
                "Infinity",
                "٤KiB",
                "99999999999999999999999999999999999999999999999999"
            })
    void refuses(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ByteSize.parse(text))
                .withMessageContaining("'" + text + "'")
                .withMessageContaining("0 to 9223372036854775807");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "1023, 1023",
        "1024, 1KiB",
        "1536, 1536",
        "131072, 128KiB",
        "1572864, 1536KiB",
        "10737418240, 10GiB",
        "4611686018427387904, 4EiB",
        "9223372036854775807, 9223372036854775807"
    })
    void writesTheLargestExactUnit(long bytes, String text) {
        assertThat(ByteSize.format(bytes)).isEqualTo(text);
    }

    @Test
    void readsWhatItWrites() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            long bytes = random.nextLong() >>> 1 >>> random.nextInt(63) << random.nextInt(20) & Long.MAX_VALUE;
            assertThat(ByteSize.parse(ByteSize.format(bytes))).isEqualTo(bytes);
        }
    }
}
