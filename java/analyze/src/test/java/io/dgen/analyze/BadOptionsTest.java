// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages name the value and the range. */
final class BadOptionsTest {
    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 256, 513, 3000, 8 << 20, -4096})
    void units(long unit) {
        refused(
                () -> Analyzer.builder().fixedUnits(List.of(512L, unit)),
                "unit " + unit + ": expected a power of two from 512 to 4194304 bytes");
        refused(
                () -> Analyzer.builder().blockSizes(List.of(unit)),
                "block size " + unit + ": expected a power of two from 512 to 4194304 bytes");
    }

    @Test
    void others() {
        refused(() -> Analyzer.builder().blockSizes(List.of()), "expected at least one");
        refused(
                () -> Analyzer.builder().contentDefinedAverages(List.of(2L << 20)),
                "average chunk 2097152: expected a power of two from 1024 to 1048576");
        refused(() -> Analyzer.builder().memoryBytes(1000), "memory 1000: expected 16777216 (16MiB) to ");
        refused(() -> Analyzer.builder().memoryBytes(Long.MAX_VALUE), "bytes, the limit of this JVM");
        refused(() -> Analyzer.builder().sampleShare(0), "sample share 0.0: expected more than 0, at most 1");
        refused(() -> Analyzer.builder().sampleShare(Double.NaN), "sample share NaN");
        refused(() -> Analyzer.builder().sampleShare(1.01), "sample share 1.01");
        refused(() -> Analyzer.builder().threads(0), "threads 0: expected 1 to 1024");
        refused(
                () -> Analyzer.builder().compressors(List.of(Codec.parse("zstd"), Codec.parse("zstd-3"))),
                "compressor zstd-3: duplicate, expected each compressor once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lz5", "zstd-", "zstd--1", "zstd 3", "gzip-99999", "brotli-1"})
    void unknownCodec(String text) {
        refused(() -> Codec.parse(text), "compressor '" + text + "': expected lz4, lz4hc-3 to");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zstd-23   | compressor zstd level 23: expected 1 to 22
            zstd-0    | compressor zstd level 0: expected 1 to 22
            gzip-10   | compressor gzip level 10: expected 1 to 9
            lz4hc-2   | compressor lz4hc level 2: expected 3 to 12
            lz4-2     | compressor lz4 level 2: expected no level other than 1
            """)
    void levels(String text, String message) {
        refused(() -> Codec.parse(text), message);
    }

    @ParameterizedTest
    @CsvSource({"lz4, lz4", "LZ4, lz4", "lz4hc, lz4hc-9", "zstd, zstd-3", "Zstd-19, zstd-19", "gzip, gzip-6"})
    void names(String text, String name) {
        Codec codec = Codec.parse(text);

        assertThat(codec).hasToString(name);
        assertThat(Codec.parse(codec.toString())).isEqualTo(codec);
    }
}
