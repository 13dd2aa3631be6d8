// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.stream;

import io.dgen.internal.parallel.Slices;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a range in chunks, each in a new array, beginning with the first one for each subscriber. The thread that
 * requests a chunk makes it. Numbers of rules are those of the Reactive Streams specification 1.0.4.
 */
public final class ChunkPublisher implements Flow.Publisher<ByteBuffer> {
    private final Filler filler;
    private final Slices chunks;

    public ChunkPublisher(Filler filler, Slices chunks) {
        this.filler = filler;
        this.chunks = chunks;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        Subscription subscription = new Subscription(Objects.requireNonNull(subscriber, "subscriber"));
        subscriber.onSubscribe(subscription);
        subscription.signalAll();
    }

    private final class Subscription implements Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        /** Number of chunks that were requested since the beginning. */
        private final AtomicLong requested = new AtomicLong();
        /**
         * Number of calls that may have something to signal. The call that increases it from 0 signals for all others, so
         * that signals are serial (1.3), and a request of a subscriber that is being called returns at once (3.3). At
         * first, subscribe() has the turn.
         */
        private final AtomicInteger calls = new AtomicInteger(1);

        private volatile boolean isEnded;
        private volatile @Nullable IllegalArgumentException violation;
        /** Number of the next chunk. The thread that has the turn uses it. */
        private long next;

        Subscription(Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            if (n > 0) {
                requested.accumulateAndGet(n, (sum, more) -> sum > Long.MAX_VALUE - more ? Long.MAX_VALUE : sum + more);
            } else {
                violation = new IllegalArgumentException("request " + n + ": expected at least 1 (rule 3.9)");
            }
            if (calls.getAndIncrement() == 0) {
                signalAll();
            }
        }

        @Override
        public void cancel() {
            isEnded = true;
        }

        private void signalAll() {
            int seen = 1;
            do {
                while (!isEnded && signal()) {}
                seen = calls.addAndGet(-seen);
            } while (seen != 0);
        }

        /** Signals once. Returns false if there is nothing to signal at present. */
        private boolean signal() {
            IllegalArgumentException illegal = violation;
            if (illegal != null) {
                isEnded = true;
                subscriber.onError(illegal);
            } else if (next == chunks.count()) {
                isEnded = true;
                subscriber.onComplete();
            } else if (next < requested.get()) {
                publish();
            } else {
                return false;
            }
            return true;
        }

        private void publish() {
            ByteBuffer chunk;
            try {
                chunk = make(next);
            } catch (RuntimeException | Error e) {
                isEnded = true;
                subscriber.onError(e);
                return;
            }
            next++;
            subscriber.onNext(chunk);
        }

        private ByteBuffer make(long index) {
            byte[] chunk = new byte[(int) chunks.length(index)];
            filler.fill(chunks.start(index), MemorySegment.ofArray(chunk));
            return ByteBuffer.wrap(chunk);
        }
    }
}
