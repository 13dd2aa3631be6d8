// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import java.io.EOFException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Copies the body of a response to memory; a repeated request begins again at the start of it. */
final class RangedRead implements AsyncResponseTransformer<GetObjectResponse, MemorySegment> {
    private final MemorySegment target;
    private CompletableFuture<MemorySegment> result = new CompletableFuture<>();

    RangedRead(MemorySegment target) {
        this.target = target;
    }

    /** Called for each attempt. */
    @Override
    public CompletableFuture<MemorySegment> prepare() {
        result = new CompletableFuture<>();
        return result;
    }

    @Override
    public void onResponse(GetObjectResponse response) {}

    @Override
    public void onStream(SdkPublisher<ByteBuffer> publisher) {
        publisher.subscribe(new Copy(result));
    }

    @Override
    public void exceptionOccurred(Throwable failure) {
        result.completeExceptionally(failure);
    }

    private final class Copy implements Subscriber<ByteBuffer> {
        private final CompletableFuture<MemorySegment> attempt;
        private long received;

        Copy(CompletableFuture<MemorySegment> attempt) {
            this.attempt = attempt;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer bytes) {
            MemorySegment source = MemorySegment.ofBuffer(bytes);
            if (attempt.isDone() || source.byteSize() > target.byteSize() - received) {
                received += source.byteSize();
                return;
            }
            MemorySegment.copy(source, 0, target, received, source.byteSize());
            received += source.byteSize();
        }

        @Override
        public void onError(Throwable failure) {
            attempt.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            if (received == target.byteSize()) {
                attempt.complete(target);
            } else {
                attempt.completeExceptionally(
                        new EOFException(received + " bytes were received: expected " + target.byteSize()));
            }
        }
    }
}
