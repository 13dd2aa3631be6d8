// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "4096, 1", "4097, 2", "40960, 10", "40961, 11"})
    void everyByteGoesThroughOnceInOrder(long total, int chunks) throws Exception {
        List<Long> positions = new ArrayList<>();
        long[] sum = {0};
        try (ChunkRing ring = new ChunkRing(4096, total, 0, NumaPolicy.local())) {
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
        try (ChunkRing ring = new ChunkRing(1 << 16, 1 << 20, 1 << 16, NumaPolicy.local())) {
            ring.run(
                    (buffer, _) -> buffer.byteSize(),
                    (bytes, _) -> assertThat(bytes.address() % (1 << 16)).isZero());
        }
    }

    @Test
    void producerIsAheadOfTheConsumer() throws Exception {
        CountDownLatch second = new CountDownLatch(2);
        try (ChunkRing ring = new ChunkRing(4096, 3 * 4096, 0, NumaPolicy.local())) {
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
        try (ChunkRing ring = new ChunkRing(4096, 1 << 20, 0, NumaPolicy.local())) {
            ring.run((_, position) -> position == 4096 ? 10 : 4096, (bytes, _) -> lengths.add(bytes.byteSize()));
        }
        assertThat(lengths).containsExactly(4096L, 10L);
    }

    @Test
    void producersFailureArrivesAfterItsChunks() throws Exception {
        List<Long> positions = new ArrayList<>();
        try (ChunkRing ring = new ChunkRing(4096, 1 << 20, 0, NumaPolicy.local())) {
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
        try (ChunkRing ring = new ChunkRing(4096, Long.MAX_VALUE, 0, NumaPolicy.local())) {
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
        try (ChunkRing ring = new ChunkRing(4096, Long.MAX_VALUE, 0, NumaPolicy.local())) {
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

    @Test
    void notEnoughMemoryForTheChunks() {
        assertThatThrownBy(() -> new ChunkRing(1L << 30, 1L << 60, 0, NumaPolicy.local(), () -> 1L << 31))
                .isInstanceOf(Failure.class)
                .hasMessage("chunk size 1073741824: not enough memory for 3 buffers of 1073741824 bytes: there are"
                        + " 2147483648");
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }
}
