// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.AvailableMemory;
import io.dgen.NumaPolicy;
import io.dgen.cli.exit.Failure;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
final class ChunkRingTest {
    private static final MemoryShare PLENTY = new MemoryShare(new AvailableMemory(Long.MAX_VALUE, "none"));

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "4096, 1", "4097, 2", "40960, 10", "40961, 11"})
    void everyByteGoesThroughOnceInOrder(long total, int chunks) throws Exception {
        List<Long> positions = new ArrayList<>();
        long[] sum = {0};
        try (ChunkRing ring = new ChunkRing(4096, total, 0, NumaPolicy.local(), PLENTY)) {
            ring.run(
                    (buffer, position) -> {
                        buffer.fill((byte) (position / 4096));
                        return buffer.byteSize();
                    },
                    (bytes, position) -> {
                        assertThat(bytes.get(ValueLayout.JAVA_BYTE, bytes.byteSize() - 1))
                                .isEqualTo((byte) (position / 4096));
                        positions.add(position);
                        sum[0] += bytes.byteSize();
                    });
        }
        assertThat(positions).hasSize(chunks).isSorted();
        assertThat(sum[0]).isEqualTo(total);
    }

    @Test
    void buffersAreAligned() throws Exception {
        try (ChunkRing ring = new ChunkRing(1 << 16, 1 << 20, 1 << 16, NumaPolicy.local(), PLENTY)) {
            ring.run(
                    (buffer, _) -> buffer.byteSize(),
                    (bytes, _) -> assertThat(bytes.address() % (1 << 16)).isZero());
        }
    }

    @Test
    void producerIsAheadOfTheConsumer() throws Exception {
        CountDownLatch second = new CountDownLatch(2);
        try (ChunkRing ring = new ChunkRing(4096, 3 * 4096, 0, NumaPolicy.local(), PLENTY)) {
            ring.run(
                    (buffer, _) -> {
                        second.countDown();
                        return buffer.byteSize();
                    },
                    (_, _) -> await(second)); // the first chunk's consumer waits for the second's producer
        }
        assertThat(second.getCount()).isZero();
    }

    @Test
    void shortChunkIsTheLast() throws Exception {
        List<Long> lengths = new ArrayList<>();
        try (ChunkRing ring = new ChunkRing(4096, 1 << 20, 0, NumaPolicy.local(), PLENTY)) {
            ring.run((_, position) -> position == 4096 ? 10 : 4096, (bytes, _) -> lengths.add(bytes.byteSize()));
        }
        assertThat(lengths).containsExactly(4096L, 10L);
    }

    @Test
    void producersFailureArrivesAfterItsChunks() throws Exception {
        List<Long> positions = new ArrayList<>();
        try (ChunkRing ring = new ChunkRing(4096, 1 << 20, 0, NumaPolicy.local(), PLENTY)) {
            assertThatThrownBy(() -> ring.run(
                            (buffer, position) -> {
                                if (position == 3 * 4096) {
                                    throw new IOException("bad sector");
                                }
                                return buffer.byteSize();
                            },
                            (_, position) -> positions.add(position)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("bad sector");
        }
        assertThat(positions).containsExactly(0L, 4096L, 8192L);
    }

    @Test
    void consumersFailureStopsTheProducer() throws Exception {
        Thread[] producer = new Thread[1];
        try (ChunkRing ring = new ChunkRing(4096, Long.MAX_VALUE, 0, NumaPolicy.local(), PLENTY)) {
            assertThatThrownBy(() -> ring.run(
                            (buffer, _) -> {
                                producer[0] = Thread.currentThread();
                                return buffer.byteSize();
                            },
                            (_, _) -> {
                                throw new IOException("disk full");
                            }))
                    .hasMessage("disk full");
        }
        assertThat(producer[0].isAlive()).isFalse();
    }

    @Test
    void interruptEndsARunThatWaitsForItsProducer() throws Exception {
        Thread consumer = Thread.currentThread();
        try (ChunkRing ring = new ChunkRing(4096, Long.MAX_VALUE, 0, NumaPolicy.local(), PLENTY)) {
            assertThatThrownBy(() -> ring.run(
                            (MemorySegment buffer, long _) -> {
                                consumer.interrupt();
                                await(new CountDownLatch(1));
                                return buffer.byteSize();
                            },
                            (_, _) -> {}))
                    .isInstanceOf(InterruptedException.class);
        }
    }

    private static MemoryShare memory(long bytes) {
        return new MemoryShare(new AvailableMemory(bytes, "ulimit -v 1"));
    }

    @Test
    void notEnoughMemoryForTheChunks() {
        assertThatThrownBy(() -> new ChunkRing(1L << 30, 1L << 60, 0, NumaPolicy.local(), memory(1L << 31)))
                .isInstanceOf(Failure.class)
                .hasFieldOrPropertyWithValue("status", 3)
                .hasMessage("chunk size 1073741824: not enough memory for 3 buffers of 1073741824 bytes: 2147483648"
                        + " bytes are available (ulimit -v 1); dgen needs a memory limit of at least 64 MiB, or ulimit"
                        + " -v 524288");
    }

    /** Three buffers take at most half of the memory, but at least 64 KiB each. */
    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, 33554432",
        "201326592, 33554432",
        "201326591, 16777216",
        "50331648, 8388608",
        "524288, 65536",
        "262144, 65536"
    })
    void chunksFitIntoTheMemory(long availableBytes, long chunkBytes) throws Exception {
        try (ChunkRing ring = ChunkRing.fitting(32 << 20, 1L << 40, 0, NumaPolicy.local(), memory(availableBytes))) {
            assertThat(ring.chunkBytes()).isEqualTo(chunkBytes);
        }
    }

    @Test
    void shortRunsNeedNoSmallerChunks() throws Exception {
        try (ChunkRing ring = ChunkRing.fitting(32 << 20, 1000, 0, NumaPolicy.local(), memory(2000))) {
            assertThat(ring.chunkBytes()).isEqualTo(32 << 20);
        }
    }

    @Test
    void chunksAreNotSmallerThanBlocksOfDirectIo() throws Exception {
        try (ChunkRing ring = ChunkRing.fitting(32 << 20, 1L << 40, 1 << 20, NumaPolicy.local(), memory(5 << 20))) {
            assertThat(ring.chunkBytes()).isEqualTo(1 << 20);
        }
        assertThatThrownBy(() -> ChunkRing.fitting(32 << 20, 1L << 40, 1 << 20, NumaPolicy.local(), memory(1 << 20)))
                .hasMessageStartingWith("chunk size 1048576: not enough memory for 3 buffers");
    }

    @Test
    void largeCommandsNeedMore() throws Exception {
        memory(72 << 20).checkLarge("analyze");
        assertThatThrownBy(() -> memory((72 << 20) - 1).checkLarge("analyze"))
                .hasFieldOrPropertyWithValue("status", 3)
                .hasMessage("analyze: not enough memory: 75497471 bytes are available (ulimit -v 1); it needs a memory"
                        + " limit of at least 128 MiB, or ulimit -v 524288");
    }

    private static Thread refuse(Runnable task) {
        throw new OutOfMemoryError("unable to create native thread");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "4096, 1", "40961, 11"})
    void withoutAThreadTheCallerDoesBoth(long total, int chunks) throws Exception {
        List<Long> positions = new ArrayList<>();
        long[] sum = {0};
        try (ChunkRing ring = new ChunkRing(4096, total, 0, NumaPolicy.local(), PLENTY)) {
            ring.run(
                    (buffer, position) -> {
                        buffer.fill((byte) (position / 4096));
                        return buffer.byteSize();
                    },
                    (bytes, position) -> {
                        assertThat(bytes.get(ValueLayout.JAVA_BYTE, bytes.byteSize() - 1))
                                .isEqualTo((byte) (position / 4096));
                        positions.add(position);
                        sum[0] += bytes.byteSize();
                    },
                    ChunkRingTest::refuse);
        }
        assertThat(positions).hasSize(chunks).isSorted();
        assertThat(sum[0]).isEqualTo(total);
    }

    @Test
    void withoutAThreadShortChunksAndInterruptsEndTheRun() throws Exception {
        List<Long> lengths = new ArrayList<>();
        try (ChunkRing ring = new ChunkRing(4096, 1 << 20, 0, NumaPolicy.local(), PLENTY)) {
            ring.run(
                    (_, position) -> position == 4096 ? 10 : 4096,
                    (bytes, _) -> lengths.add(bytes.byteSize()),
                    ChunkRingTest::refuse);
        }
        assertThat(lengths).containsExactly(4096L, 10L);
        try (ChunkRing ring = new ChunkRing(4096, Long.MAX_VALUE, 0, NumaPolicy.local(), PLENTY)) {
            assertThatThrownBy(() -> ring.run(
                            (buffer, _) -> buffer.byteSize(),
                            (_, _) -> Thread.currentThread().interrupt(),
                            ChunkRingTest::refuse))
                    .isInstanceOf(InterruptedException.class);
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }
}
