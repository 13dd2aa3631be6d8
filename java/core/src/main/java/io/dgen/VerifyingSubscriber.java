// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares the buffers of one subscription with a range of a stream, in the order in which they arrive. {@link
 * DataRange#verifier} and {@link DataRange#listVerifier} create it.
 *
 * <p>It requests one element at a time, compares it in the thread that signals it, and keeps no buffer. Buffers can have any
 * size; a page (4096 bytes) that two buffers share is made twice. Bytes behind the end of the range are received and not
 * checked. {@link #result} completes when the publisher completes: with an early end as a result. It completes with an exception
 * if the publisher signals it or if a buffer cannot be read; the subscription is then cancelled.
 *
 * <p>The methods of {@link Flow.Subscriber} are for the publisher, which calls one at a time; {@link #result} is for any thread.
 * A second subscription is cancelled.
 *
 * @param <T> what the publisher signals: {@link ByteBuffer} or lists of it
 */
public final class VerifyingSubscriber<T> implements Flow.Subscriber<T> {
    private final Check check;
    private final BiConsumer<Check, T> comparison;
    private final CompletableFuture<Verification> result = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    VerifyingSubscriber(DataRange range, BiConsumer<Check, T> comparison) {
        this.check = new Check(range);
        this.comparison = comparison;
    }

    /** What was received so far. */
    static final class Check {
        private final DataRange range;
        private Verification result = Verification.ok(0);

        Check(DataRange range) {
            this.range = range;
        }

        void verify(ByteBuffer buffer) {
            ByteBuffer bytes = buffer.slice();
            long missing = range.lengthBytes() - result.checkedBytes();
            if (bytes.remaining() > missing) {
                bytes.limit((int) missing);
                result = result.withExcess();
            }
            result = result.then(range.stream().verify(range.offset() + result.checkedBytes(), bytes));
        }

        Verification result() {
            return result.withExpected(range.lengthBytes());
        }
    }

    /**
     * {@return the result, which completes at the end of the subscription} Its positions are those of the stream. Each call
     * returns a new future: to complete it has no effect on the others.
     */
    public CompletableFuture<Verification> result() {
        return result.copy();
    }

    /** Requests the first element. Cancels the subscription if there was one before. */
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        Objects.requireNonNull(subscription, "subscription");
        if (this.subscription != null) {
            subscription.cancel();
            return;
        }
        this.subscription = subscription;
        subscription.request(1);
    }

    /**
     * Compares the bytes from the position to the limit of each buffer, and requests the next element.
     *
     * @param item is only read; the positions of the buffers do not change
     */
    @Override
    public void onNext(T item) {
        Objects.requireNonNull(item, "item");
        if (result.isDone()) {
            return;
        }
        try {
            comparison.accept(check, item);
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
        if (subscription == null) {
            return;
        }
        if (result.isDone()) {
            subscription.cancel();
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        result.completeExceptionally(Objects.requireNonNull(thrown, "thrown"));
    }

    @Override
    public void onComplete() {
        result.complete(check.result());
    }
}
