// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.NumaBufferPool.Lease;
import io.dgen.testing.HeldSegment;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NumaBufferPoolTest {
    private static final long SIZE = 1 << 16;

    private static NumaBufferPool pool(int count) {
        return NumaBufferPool.allocate(count, SIZE, NumaPolicy.local());
    }

    @Test
    void lendsEachBufferOnceAtATime() throws InterruptedException {
        try (NumaBufferPool pool = pool(3)) {
            assertThat(pool.capacity()).isEqualTo(3);
            assertThat(pool.bufferBytes()).isEqualTo(SIZE);
            Set<Long> addresses = new HashSet<>();
            for (int round = 0; round < 2; round++) {
                try (Lease one = pool.acquire();
                        Lease two = pool.acquire();
                        Lease three = pool.acquire()) {
                    Set<Long> lent = Set.of(
                            one.segment().address(),
                            two.segment().address(),
                            three.segment().address());
                    addresses.addAll(lent);
                    assertThat(pool.available()).isZero();
                    assertThat(pool.tryAcquire(0, TimeUnit.SECONDS)).isNull();
                }
                assertThat(pool.available()).isEqualTo(3);
            }
            assertThat(addresses).hasSize(3);
        }
    }

    @Test
    void acquireWaitsForARelease() throws Exception {
        try (NumaBufferPool pool = pool(1);
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            Lease first = pool.acquire();
            Future<Long> waiting = other.submit(() -> {
                try (Lease lease = pool.acquire()) {
                    return lease.segment().address();
                }
            });
            long address = first.segment().address();
            assertThat(waiting.isDone()).isFalse();
            first.close();
            assertThat(waiting.get()).isEqualTo(address);
        }
    }

    @Test
    void releasedBuffersAreInaccessible() throws InterruptedException {
        try (NumaBufferPool pool = pool(1)) {
            Lease lease = pool.acquire();
            lease.close();
            lease.close();
            assertThat(pool.available()).isEqualTo(1);
            assertThatThrownBy(lease::segment)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("released");
        }
    }

    @Test
    void buffersThatWereNotReleasedAreReported() throws InterruptedException {
        NumaBufferPool pool = pool(3);
        Lease kept = pool.acquire();
        MemorySegment segment = kept.segment();
        assertThatThrownBy(pool::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1 of 3")
                .hasMessageContaining(Thread.currentThread().getName());
        segment.set(ValueLayout.JAVA_BYTE, 0, (byte) 1); // usable until the lease is closed
        kept.close();
        assertThatThrownBy(() -> segment.get(ValueLayout.JAVA_BYTE, 0)).isInstanceOf(IllegalStateException.class);
        pool.close();
    }

    @Test
    void aClosedPoolLendsNothingAndWakesWaitingThreads() throws Exception {
        NumaBufferPool pool = pool(1);
        Lease only = pool.acquire();
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<Lease> waiting = other.submit(pool::acquire);
            assertThatThrownBy(pool::close).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(waiting::get).hasCauseInstanceOf(IllegalStateException.class);
        }
        only.close();
        assertThatThrownBy(pool::acquire)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> pool.tryAcquire(1, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void impossiblePoolsAreRefused() {
        assertThatThrownBy(() -> NumaBufferPool.allocate(0, SIZE, NumaPolicy.local()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("buffers 0");
        assertThatThrownBy(() -> NumaBufferPool.allocate(2, 0, NumaPolicy.local()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NumaBufferPool.allocate(3, 1L << 50, NumaPolicy.local()))
                .isInstanceOf(NumaException.class);
        for (long size : new long[] {1, 1L << 50, Long.MAX_VALUE / 2, Long.MAX_VALUE - 4096, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> NumaBufferPool.allocate(Integer.MAX_VALUE, size, NumaPolicy.local()))
                    .as("%d", size)
                    .isInstanceOf(NumaException.class)
                    .hasNoSuppressedExceptions();
        }
    }

    /** As a thread that fills the buffer after its release does. */
    @Test
    void buffersInUseAreFreedLater() throws Throwable {
        NumaBufferPool pool = pool(3);
        Lease kept = pool.acquire();
        List<MemorySegment> segments = new ArrayList<>();
        try (Lease one = pool.acquire();
                Lease two = pool.acquire()) {
            segments.add(one.segment());
            segments.add(two.segment());
        }
        segments.add(kept.segment());
        HeldSegment.during(
                segments.get(0),
                () -> assertThatThrownBy(pool::close)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("1 of 3 buffers are still in use"));
        assertThat(segments.get(0).scope().isAlive()).isTrue();
        assertThat(segments.get(1).scope().isAlive()).isFalse();
        HeldSegment.during(
                segments.get(2),
                () -> assertThatThrownBy(kept::close)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("still in use"));
        assertThat(segments.get(0).scope().isAlive()).isFalse();
        assertThat(segments.get(2).scope().isAlive()).isTrue();
        pool.close();
        assertThat(segments).noneMatch(s -> s.scope().isAlive());
        pool.close();
    }
}
