// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.Verification;
import io.dgen.Verification.WrongRange;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CheckedChunksTest {
    private final CheckedChunks chunks = new CheckedChunks(false);

    private static Verification right(long bytes) {
        return new Verification(bytes, bytes, false, 0, List.of());
    }

    private static Verification wrongAt(long offset) {
        return new Verification(4096, 4096, false, 1, List.of(new WrongRange(offset, 1)));
    }

    @Test
    void resultsAreJoinedInOrder() {
        chunks.add(8192, wrongAt(9000));
        chunks.add(4096, wrongAt(5000));
        assertThat(chunks.prefix().checkedBytes()).isZero();
        chunks.add(0, wrongAt(7));

        assertThat(chunks.prefix())
                .isEqualTo(new Verification(
                        3 * 4096,
                        3 * 4096,
                        false,
                        3,
                        List.of(new WrongRange(7, 1), new WrongRange(5000, 1), new WrongRange(9000, 1))));
    }

    @Test
    void nothingCountsAfterTheFirstWrongChunkIfItEndsTheComparison() {
        CheckedChunks failFast = new CheckedChunks(true);
        failFast.add(12288, wrongAt(13000));
        assertThat(failFast.hasEnded(12288)).isFalse();
        assertThat(failFast.hasEnded(16384)).isTrue();
        failFast.add(4096, wrongAt(5000));
        assertThat(failFast.hasEnded(8192)).isTrue();
        failFast.add(8192, right(4096));
        failFast.add(0, right(4096));

        assertThat(failFast.prefix())
                .isEqualTo(new Verification(8192, 8192, false, 1, List.of(new WrongRange(5000, 1))));
    }

    /** The file shrank while it was read. */
    @Test
    void nothingCountsAfterAShortChunk() {
        chunks.add(0, right(4096));
        chunks.add(8192, wrongAt(9000));
        chunks.add(4096, right(10));

        assertThat(chunks.prefix()).isEqualTo(right(4106));
    }
}
