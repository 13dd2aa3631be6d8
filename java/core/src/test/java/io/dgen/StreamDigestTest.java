// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dgen.testing.Configs;
import io.dgen.testing.Model;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(300)
class StreamDigestTest {
    private static final Recipe RECIPE = Recipe.builder()
            .seed(301)
            .sizeBytes((2 << 20) + 4097)
            .blockSizeBytes(8192)
            .dedup(Dedup.of(2))
            .build();

    private static final byte[] BYTES = Model.stream(RECIPE);
    private static final DataStream STREAM = new DataStream(Configs.of(RECIPE));

    /** Independent of the code under test: the JDK's digests, and CRC-64/NVME one bit at a time. */
    static String expected(DigestAlgorithm algorithm, byte[] bytes, int start, int end) throws Exception {
        byte[] input = Arrays.copyOfRange(bytes, start, end);
        return switch (algorithm) {
            case CRC32C -> {
                CRC32C crc = new CRC32C();
                crc.update(input);
                yield HexFormat.of().toHexDigits((int) crc.getValue());
            }
            case CRC64NVME -> {
                long crc = -1;
                for (byte b : input) {
                    crc ^= b & 0xFF;
                    for (int bit = 0; bit < 8; bit++) {
                        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0x9A6C9329AC4BC9B5L;
                    }
                }
                yield HexFormat.of().toHexDigits(~crc);
            }
            case MD5 ->
                HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(input));
            case SHA256 ->
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(input));
        };
    }

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void isTheDigestOfTheBytes(DigestAlgorithm algorithm) throws Exception {
        String whole = expected(algorithm, BYTES, 0, BYTES.length);
        for (GeneratorConfig config : Configs.allWays(RECIPE)) {
            StreamDigest digest = StreamDigest.of(new DataStream(config), algorithm);
            assertThat(digest).as(config.toString()).isEqualTo(new StreamDigest(algorithm, BYTES.length, whole));
        }
    }

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void rangesHaveTheirOwnDigest(DigestAlgorithm algorithm) throws Exception {
        for (int[] range : new int[][] {{0, 0}, {0, 1}, {1, 4097}, {8191, 1_100_000}, {5, BYTES.length}}) {
            assertThat(StreamDigest.of(STREAM, algorithm, range[0], range[1] - range[0])
                            .hex())
                    .isEqualTo(expected(algorithm, BYTES, range[0], range[1]));
        }
    }

    @ParameterizedTest
    @EnumSource(value = DigestAlgorithm.class)
    void adjacentCrcsCombine(DigestAlgorithm algorithm) {
        StreamDigest first = StreamDigest.of(STREAM, algorithm, 0, 12_345);
        StreamDigest second = StreamDigest.of(STREAM, algorithm, 12_345, BYTES.length - 12_345);
        if (algorithm.canCombine()) {
            assertThat(first.then(second)).isEqualTo(StreamDigest.of(STREAM, algorithm));
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> first.then(second))
                    .withMessage("digests by " + algorithm + " and " + algorithm
                            + ": expected the same algorithm, which is a CRC");
        }
    }

    @Test
    void differentAlgorithmsAndTooManyBytesDoNotCombine() {
        StreamDigest crc = new StreamDigest(DigestAlgorithm.CRC32C, Long.MAX_VALUE, "00000000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> crc.then(new StreamDigest(DigestAlgorithm.CRC64NVME, 1, "0000000000000000")))
                .withMessageStartingWith("digests by CRC32C and CRC64NVME");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> crc.then(new StreamDigest(DigestAlgorithm.CRC32C, 1, "00000001")))
                .withMessage("lengths 9223372036854775807 and 1: expected at most 9223372036854775807 bytes together");
    }

    @Test
    void theBase64FormIsThatOfTheBigEndianBytes() {
        assertThat(new StreamDigest(DigestAlgorithm.CRC64NVME, 9, "ae8b14860a799888").base64())
                .isEqualTo("rosUhgp5mIg=");
        assertThat(new StreamDigest(DigestAlgorithm.CRC32C, 9, "e3069283").base64())
                .isEqualTo("4waSgw==");
    }

    @Test
    void anInterruptCancels() {
        long size = 1L << 60;
        DataStream stream =
                new DataStream(GeneratorConfig.builder().sizeBytes(size).build());
        LongConsumer interrupt = done -> Thread.currentThread().interrupt();
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> MultipartDigest.of(stream, algorithm, 0, size, size, interrupt));
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void badValuesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StreamDigest.of(STREAM, DigestAlgorithm.MD5, -1, 1))
                .withMessage("offset -1: expected 0 to " + BYTES.length + ", the stream's size");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StreamDigest.of(STREAM, DigestAlgorithm.MD5, 1, BYTES.length))
                .withMessage("length " + BYTES.length + " at offset 1: expected 0 to " + (BYTES.length - 1)
                        + ", the rest of the stream");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StreamDigest.of(STREAM, DigestAlgorithm.MD5, 1, -2))
                .withMessageStartingWith("length -2 at offset 1: expected 0 to ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StreamDigest(DigestAlgorithm.CRC32C, -1, "00000000"))
                .withMessage("length -1: expected 0 to 9223372036854775807 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StreamDigest(DigestAlgorithm.CRC32C, 0, "0000000G"))
                .withMessage("digest '0000000G': expected 8 lower-case hex digits");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DigestAlgorithm.parse("crc32"))
                .withMessage("digest algorithm 'crc32': expected crc32c, crc64nvme, md5, sha256");
    }
}
