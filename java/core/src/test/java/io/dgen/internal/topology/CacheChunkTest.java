// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CacheChunkTest {
    private static final CpuCache L1 = new CpuCache(1, "Data", 48 << 10, 1);

    /** Half of the L2 cache, rounded down to a power of two. */
    @ParameterizedTest
    @CsvSource({
        "262144, 262144",
        "524288, 262144",
        "1310720, 524288",
        "2097152, 1048576",
        "3145728, 1048576",
        "8388608, 4194304",
        "67108864, 4194304"
    })
    void halfOfL2(long cacheBytes, long chunkBytes) {
        assertThat(CacheChunk.of(List.of(L1, new CpuCache(2, "Unified", cacheBytes, 1))))
                .isEqualTo(chunkBytes);
    }

    @Test
    void unknownCaches() {
        assertThat(CacheChunk.of(List.of(L1))).isEqualTo(1 << 20);
        assertThat(CacheChunk.of(List.of(new CpuCache(2, "Unified", 0, 1)))).isEqualTo(1 << 20);
    }
}
