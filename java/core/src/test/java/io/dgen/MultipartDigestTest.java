// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dgen.testing.Configs;
import io.dgen.testing.Model;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MultipartDigestTest {
    private static final int SIZE = (5 << 20) + 77;
    private static final Recipe RECIPE = new Recipe(401, 402, SIZE, 4096, 1);
    private static final byte[] BYTES = Model.stream(RECIPE);

    private static MultipartDigest digest(DigestAlgorithm algorithm, int threads, int offset, long partBytes) {
        DataStream stream = new DataStream(Configs.of(RECIPE, Configs.engines().getFirst(), threads));
        return MultipartDigest.of(stream, algorithm, offset, SIZE - offset, partBytes);
    }

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void eachPartHasItsOwnDigest(DigestAlgorithm algorithm) throws Exception {
        for (int partBytes : new int[] {50_000, 1 << 20, (2 << 20) + 1, SIZE, Integer.MAX_VALUE}) {
            for (int offset : new int[] {0, 4099}) {
                List<StreamDigest> expected = new ArrayList<>();
                for (long start = offset; start < SIZE; start += partBytes) {
                    int end = (int) Math.min(start + partBytes, SIZE);
                    expected.add(new StreamDigest(
                            algorithm, end - start, StreamDigestTest.expected(algorithm, BYTES, (int) start, end)));
                }
                for (int threads : new int[] {1, 2, 5}) {
                    MultipartDigest digest = digest(algorithm, threads, offset, partBytes);
                    assertThat(digest.parts()).isEqualTo(expected);
                    boolean hasWhole = algorithm.canCombine() || expected.size() == 1;
                    assertThat(digest.whole())
                            .isEqualTo(
                                    hasWhole
                                            ? new StreamDigest(
                                                    algorithm,
                                                    SIZE - offset,
                                                    StreamDigestTest.expected(algorithm, BYTES, offset, SIZE))
                                            : null);
                }
            }
        }
    }

    /** The values that Amazon S3 returned for parts of 5, 5 and 1 MiB (floci issue 3083). */
    @Test
    void theCompositeChecksumIsThatOfS3() {
        List<StreamDigest> parts = Stream.of(
                        "lcKa6Boe7a167tUCN5C4OaFygGSYD8MBnBARTrdL+1w=",
                        "gHjhbUT4oo2tSCtSZJdlKi+jeNXJT+VImqdPXsXvkOc=",
                        "4l9PQ3zOPZ0oGFvknFX+J4zZwE4WMzO+l3r8XrbWOeM=")
                .map(base64 -> new StreamDigest(
                        DigestAlgorithm.SHA256,
                        5 << 20,
                        HexFormat.of().formatHex(Base64.getDecoder().decode(base64))))
                .toList();
        assertThat(new MultipartDigest(parts).composite()).isEqualTo("rVWtNbadtsaKXJAcgWPWjifHzJaXde/iV4jaJAOdivc=-3");
    }

    @Test
    void eachAlgorithmHasTheCompositeOfItsStore() throws Exception {
        byte[] joined = new byte[12];
        MultipartDigest crc = digest(DigestAlgorithm.CRC32C, 2, 0, 2 << 20);
        for (int i = 0; i < 3; i++) {
            System.arraycopy(crc.parts().get(i).toBytes(), 0, joined, 4 * i, 4);
        }
        String hex = StreamDigestTest.expected(DigestAlgorithm.CRC32C, joined, 0, 12);
        assertThat(crc.composite())
                .isEqualTo(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)) + "-3");
        assertThat(digest(DigestAlgorithm.CRC64NVME, 2, 0, 2 << 20).composite()).isNull();
        assertThat(digest(DigestAlgorithm.MD5, 2, 0, 2 << 20).composite()).matches("[0-9a-f]{32}-3");
        // The MD5 of the MD5 of nothing, as the ETag of an upload with one empty part.
        DataStream empty = new DataStream(Configs.of(new Recipe(1, 1, 0, 4096, 1)));
        assertThat(MultipartDigest.of(empty, DigestAlgorithm.MD5, 0, 0, 1).composite())
                .isEqualTo("59adb24ef3cdbe0297f05b395827453f-1");
    }

    @Test
    void progressAscendsToTheLength() {
        DataStream stream = new DataStream(Configs.of(RECIPE));
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            List<Long> progress = new ArrayList<>();
            MultipartDigest.of(stream, algorithm, 0, SIZE, 1 << 20, progress::add);
            assertThat(progress).isSorted().endsWith((long) SIZE);
            assertThatIllegalStateException()
                    .isThrownBy(() -> MultipartDigest.of(stream, algorithm, 0, SIZE, 1 << 20, done -> {
                        throw new IllegalStateException("stop at " + done);
                    }))
                    .withMessageStartingWith("stop at");
        }
    }

    @Test
    void badValuesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> digest(DigestAlgorithm.MD5, 1, 0, 0))
                .withMessage(
                        "part size 0: expected at least 525 for " + SIZE + " bytes, which have at most 10000 parts");
        assertThatIllegalArgumentException().isThrownBy(() -> digest(DigestAlgorithm.MD5, 1, 0, 524));
        assertThat(digest(DigestAlgorithm.MD5, 1, 0, 525).parts()).hasSize(9987);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MultipartDigest(List.of()))
                .withMessage("0 parts: expected 1 to 10000");
        StreamDigest part = new StreamDigest(DigestAlgorithm.CRC32C, 0, "00000000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MultipartDigest(Collections.nCopies(10_001, part)))
                .withMessage("10001 parts: expected 1 to 10000");
        StreamDigest other = new StreamDigest(DigestAlgorithm.CRC64NVME, 0, "0000000000000000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MultipartDigest(List.of(part, other)))
                .withMessage("digests by CRC32C and CRC64NVME: expected the same algorithm");
    }
}
