// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import io.dgen.DataRanges;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Subscriber;
import software.amazon.awssdk.core.async.AsyncRequestBody;

/** Ranges as the body of a request. The SDK subscribes again to repeat a request, and the bytes are made again. */
record RangeBody(DataRanges data) implements AsyncRequestBody {
    @Override
    public Optional<Long> contentLength() {
        return Optional.of(data.lengthBytes());
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        data.publisher().subscribe(FlowAdapters.toFlowSubscriber(subscriber));
    }
}
