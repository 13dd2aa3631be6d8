// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dgen.testing.Configs;
import io.dgen.testing.Model;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what the publisher of a range signals. ReactiveStreamsTest has the rules of the specification. */
class PublisherTest {
    private static final Recipe RECIPE = new Recipe(51, 52, 300_001, 4096, 1.5);
    private static final byte[] BYTES = Model.stream(RECIPE);

    private final DataStream stream = new DataStream(Configs.of(RECIPE));

    @ParameterizedTest
    @CsvSource({
        "0, 300001, 4096",
        "0, 300001, 131072",
        "1, 300000, 8192",
        "4095, 2, 4096",
        "300001, 0, 4096",
        "0, 0, 4096",
        "100000, 150000, 1073741824"
    })
    void theChunksAreTheRange(int offset, int length, int chunkBytes) {
        Collector collector = new Collector(1);
        stream.range(offset, length).publisher(chunkBytes).subscribe(collector);

        assertThat(collector.isComplete).isTrue();
        assertThat(collector.bytes()).isEqualTo(Arrays.copyOfRange(BYTES, offset, offset + length));
    }

    @Test
    void chunksEndAtMultiplesInTheStream() {
        Collector collector = new Collector(Long.MAX_VALUE);
        stream.range(5000, 20_000).publisher(8192).subscribe(collector);

        assertThat(collector.chunks.stream().map(ByteBuffer::remaining)).containsExactly(3192, 8192, 8192, 424);
    }

    @Test
    void aChunkBelongsToItsSubscriber() {
        Flow.Publisher<ByteBuffer> publisher = stream.range().publisher();
        Collector first = new Collector(1);
        publisher.subscribe(first);
        first.chunks.forEach(chunk -> Arrays.fill(chunk.array(), (byte) 0));
        Collector second = new Collector(2);
        publisher.subscribe(second);

        assertThat(first.bytes()).containsOnly(0);
        assertThat(second.bytes()).isEqualTo(BYTES);
    }

    @Test
    void makesOnlyWhatIsRequested() {
        Collector collector = new Collector(0);
        stream.range().publisher(4096).subscribe(collector);
        assertThat(collector.chunks).isEmpty();

        collector.subscription().request(3);
        assertThat(collector.chunks).hasSize(3);
        collector.subscription().cancel();
        collector.subscription().request(1);
        assertThat(collector.chunks).hasSize(3);
        assertThat(collector.isComplete).isFalse();
    }

    @Test
    void requestsAddUpWithoutOverflow() {
        Collector collector = new Collector(0);
        stream.range().publisher(4096).subscribe(collector);
        collector.subscription().request(2);
        collector.subscription().request(Long.MAX_VALUE);
        collector.subscription().request(Long.MAX_VALUE);

        assertThat(collector.isComplete).isTrue();
        assertThat(collector.bytes()).isEqualTo(BYTES);
    }

    /** 100,000 chunks: a request in onNext that called onNext again would exhaust the stack. */
    @Test
    void requestsOfOneChunkInOnNextDoNotRecurse() {
        AtomicInteger count = new AtomicInteger();
        Collector collector = new Collector(1) {
            @Override
            public void onNext(ByteBuffer chunk) {
                count.incrementAndGet();
                subscription().request(1);
            }
        };
        new DataStream(Configs.of(new Recipe(1, 1, 100_000L * 4096, 4096, 1)))
                .range()
                .publisher(4096)
                .subscribe(collector);

        assertThat(collector.isComplete).isTrue();
        assertThat(count).hasValue(100_000);
    }

    @Test
    void requestsOfSeveralThreadsAreSignalledOneAfterTheOther() throws InterruptedException {
        Collector collector = new Collector(0);
        stream.range().publisher(4096).subscribe(collector);
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                await(start);
                for (int n = 0; n < 10; n++) {
                    collector.subscription().request(1);
                }
            }));
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(collector.isComplete).isTrue();
        assertThat(collector.overlaps).hasValue(0);
        assertThat(collector.bytes()).isEqualTo(BYTES);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anIllegalRequestEndsTheSubscription() {
        for (long n : new long[] {0, -1, Long.MIN_VALUE}) {
            Collector collector = new Collector(0);
            stream.range().publisher(4096).subscribe(collector);
            collector.subscription().request(n);
            collector.subscription().request(5);

            assertThat(collector.error)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(String.valueOf(n));
            assertThat(collector.chunks).isEmpty();
        }
    }

    @Test
    void aFailureIsSignalled() {
        Collector collector = new Collector(0);
        Recipe recipe = new Recipe(1, 1, 16 << 20, 4096, 1);
        new DataStream(Configs.of(recipe, Engine.SCALAR, 1))
                .range()
                .publisher(16 << 20)
                .subscribe(collector);
        Thread.currentThread().interrupt();
        collector.subscription().request(1);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(collector.error).isInstanceOf(CancellationException.class);
        assertThat(collector.chunks).isEmpty();
    }

    @Test
    void whatASubscriberThrowsEndsItsSubscription() {
        Collector collector = new Collector(0) {
            @Override
            public void onNext(ByteBuffer chunk) {
                throw new IllegalStateException("full");
            }
        };
        stream.range().publisher(4096).subscribe(collector);
        assertThatIllegalStateException()
                .isThrownBy(() -> collector.subscription().request(1))
                .withMessage("full");
        collector.subscription().request(1);

        assertThat(collector.error).isNull();
        assertThat(collector.isComplete).isFalse();
    }

    /** Keeps the chunks, and requests one more after each until the end; with an initial demand of 0, nothing by itself. */
    private static class Collector implements Flow.Subscriber<ByteBuffer> {
        final List<ByteBuffer> chunks = new ArrayList<>();
        final AtomicInteger overlaps = new AtomicInteger();
        private final AtomicInteger active = new AtomicInteger();
        private final long initialDemand;
        private Flow.@Nullable Subscription subscription;
        volatile boolean isComplete;

        @Nullable
        Throwable error;

        Collector(long initialDemand) {
            this.initialDemand = initialDemand;
        }

        Flow.Subscription subscription() {
            assertThat(subscription).isNotNull();
            return subscription;
        }

        byte[] bytes() {
            ByteBuffer all = ByteBuffer.allocate(
                    chunks.stream().mapToInt(ByteBuffer::remaining).sum());
            chunks.forEach(chunk -> all.put(chunk.duplicate()));
            return all.array();
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription = subscription;
            if (initialDemand > 0) {
                subscription.request(initialDemand);
            }
        }

        @Override
        public void onNext(ByteBuffer chunk) {
            if (active.getAndIncrement() != 0) {
                overlaps.incrementAndGet();
            }
            chunks.add(chunk);
            if (initialDemand > 0) {
                subscription().request(1);
            }
            active.getAndDecrement();
        }

        @Override
        public void onError(Throwable thrown) {
            error = thrown;
        }

        @Override
        public void onComplete() {
            isComplete = true;
        }
    }
}
