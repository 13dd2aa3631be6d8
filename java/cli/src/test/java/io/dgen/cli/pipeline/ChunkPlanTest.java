// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.AvailableMemory;
import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.Recipe;
import io.dgen.cli.exit.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChunkPlanTest {
    private static final DataStream STREAM = new DataStream(GeneratorConfig.of(Recipe.parse("dgen1:seed=1,size=1TiB")));

    private static final Parallelism FOUR = new Parallelism(2, 4, false);

    private static MemoryShare memory(long bytes) {
        return new MemoryShare(new AvailableMemory(bytes, "ulimit -v 1"));
    }

    private static ChunkWorkers fitting(long chunkBytes, long totalBytes, long alignment, long memoryBytes)
            throws Failure {
        return ChunkWorkers.fitting(STREAM, FOUR, chunkBytes, totalBytes, alignment, memory(memoryBytes));
    }

    /** First fewer workers, then smaller chunks: the buffers take at most half of the memory, but one has at least 64 KiB. */
    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, 4, 4194304",
        "33554432, 4, 4194304",
        "33554431, 3, 4194304",
        "8388608, 1, 4194304",
        "8388607, 1, 2097152",
        "131072, 1, 65536",
        "100000, 1, 65536"
    })
    void buffersFitIntoTheMemory(long availableBytes, int workers, long chunkBytes) throws Exception {
        try (ChunkWorkers made = fitting(4 << 20, 1L << 40, 0, availableBytes)) {
            assertThat(made.workers()).isEqualTo(workers);
            assertThat(made.chunkBytes()).isEqualTo(chunkBytes);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1000, 1", "4096, 1", "4097, 2", "12288, 3", "1000000, 4"})
    void noMoreWorkersThanChunks(long totalBytes, int workers) {
        assertThat(ChunkPlan.of(4, 4096, 4096, totalBytes).workers()).isEqualTo(workers);
    }

    @Test
    void shortRunsNeedNoSmallerChunks() throws Exception {
        try (ChunkWorkers workers = fitting(4 << 20, 1000, 0, 2000)) {
            assertThat(workers.chunkBytes()).isEqualTo(4 << 20);
        }
    }

    @Test
    void chunksAreNotSmallerThanBlocksOfDirectIo() throws Exception {
        try (ChunkWorkers workers = fitting(4 << 20, 1L << 40, 1 << 20, 2 << 20)) {
            assertThat(workers.chunkBytes()).isEqualTo(1 << 20);
        }
        assertThatThrownBy(() -> fitting(4 << 20, 1L << 40, 1 << 20, 1 << 20))
                .hasMessageStartingWith("chunk size 1048576: not enough memory for a buffer of 1048576 bytes: ");
    }

    @Test
    void requestedChunksMayTakeMore() throws Exception {
        try (ChunkWorkers workers = ChunkWorkers.of(STREAM, FOUR, 1 << 20, 1L << 40, 0, memory(4 << 20))) {
            assertThat(workers.workers()).isEqualTo(3);
        }
        assertThatThrownBy(() -> ChunkWorkers.of(STREAM, FOUR, 1L << 30, 1L << 40, 0, memory(1L << 30)))
                .isInstanceOf(Failure.class)
                .hasFieldOrPropertyWithValue("status", 3)
                .hasMessage("chunk size 1073741824: not enough memory for a buffer of 1073741824 bytes: 1073741824"
                        + " bytes are available (ulimit -v 1); dgen needs a memory limit of at least 64 MiB, or ulimit"
                        + " -v 524288");
    }

    @Test
    void buffersAreAligned() throws Exception {
        try (ChunkWorkers workers = fitting(1 << 16, 1 << 20, 1 << 16, 1 << 30)) {
            Timing ignored = workers.write(
                    (buffer, _) -> buffer.byteSize(),
                    (bytes, _) -> assertThat(bytes.address() % (1 << 16)).isZero());
        }
    }

    @Test
    void largeCommandsNeedMore() throws Exception {
        memory(72 << 20).checkLarge("analyze");
        assertThatThrownBy(() -> memory((72 << 20) - 1).checkLarge("analyze"))
                .hasFieldOrPropertyWithValue("status", 3)
                .hasMessage("analyze: not enough memory: 75497471 bytes are available (ulimit -v 1); it needs a memory"
                        + " limit of at least 128 MiB, or ulimit -v 524288");
    }
}
