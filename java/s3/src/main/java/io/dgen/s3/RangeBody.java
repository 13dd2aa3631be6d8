// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import io.dgen.DataRanges;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.AsyncRequestBody;

/**
 * Ranges as the body of a request. The SDK subscribes again to repeat a request, and the bytes are made again.
 *
 * @param sent counts the bytes that the connection has taken
 */
record RangeBody(DataRanges data, SentBytes.OfRequest sent) implements AsyncRequestBody {
    @Override
    public Optional<Long> contentLength() {
        return Optional.of(data.lengthBytes());
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        data.publisher().subscribe(FlowAdapters.toFlowSubscriber(new Counting(subscriber)));
    }

    /** One attempt to send the request. */
    private final class Counting implements Subscriber<ByteBuffer> {
        private final Subscriber<? super ByteBuffer> subscriber;
        private long bytes;

        Counting(Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscriber.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer chunk) {
            bytes += chunk.remaining();
            subscriber.onNext(chunk);
            sent.moveTo(bytes);
        }

        @Override
        public void onError(Throwable failure) {
            subscriber.onError(failure);
        }

        @Override
        public void onComplete() {
            subscriber.onComplete();
        }
    }
}
