// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import java.util.function.LongConsumer;

/** Counts the bytes of an object that were sent. Bytes that are sent again do not count again. Thread-safe. */
final class SentBytes {
    private final LongConsumer progress;
    private long total;

    /** @param progress receives the total, by one thread at a time */
    SentBytes(LongConsumer progress) {
        this.progress = progress;
    }

    private synchronized void add(long bytes) {
        total += bytes;
        progress.accept(total);
    }

    /** {@return the count of a request with a part of the object} */
    OfRequest request() {
        return new OfRequest();
    }

    /** The bytes of a request: the most that one of its attempts has sent. Thread-safe. */
    final class OfRequest {
        private long most;

        private OfRequest() {}

        /** @param bytes number of bytes that an attempt has sent */
        synchronized void moveTo(long bytes) {
            if (bytes > most) {
                add(bytes - most);
                most = bytes;
            }
        }
    }
}
