// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import io.dgen.DataRange;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Subscriber;
import software.amazon.awssdk.core.async.AsyncRequestBody;

/** A range as the body of a request. The SDK subscribes again to repeat a request, and the range is made again. */
record RangeBody(DataRange range) implements AsyncRequestBody {
    @Override
    public Optional<Long> contentLength() {
        return Optional.of(range.lengthBytes());
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        range.publisher().subscribe(FlowAdapters.toFlowSubscriber(subscriber));
    }
}
