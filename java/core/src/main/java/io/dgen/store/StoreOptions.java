// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.store;

import io.dgen.DigestAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a store and transfer objects. Immutable.
 *
 * @param endpoint of the service; null for the usual one of the store
 * @param checksum that an upload sends with the data; null for none
 * @param partBytes size of each part of an upload except the last one; 0 for the usual size
 * @param transfers most requests with data at the same time, at least 1
 * @param threads most threads that make, digest and send data at the same time; 0 for one per CPU
 * @param timeout longest time without any byte from the store, or without any byte that it accepts, more than 0: then the
 *     request is repeated, or fails
 */
public record StoreOptions(
        @Nullable URI endpoint,
        @Nullable DigestAlgorithm checksum,
        long partBytes,
        int transfers,
        int threads,
        Duration timeout) {
    /** Stores answer within a few seconds, unless they are overloaded. */
    public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public StoreOptions {
        Objects.requireNonNull(timeout, "timeout");
        if (partBytes < 0 || transfers < 1 || threads < 0 || !timeout.isPositive()) {
            throw new IllegalArgumentException("part size " + partBytes + ", transfers " + transfers + ", threads "
                    + threads + ", timeout " + timeout
                    + ": expected at least 0 bytes, 1 transfer and 0 threads, and a timeout of more than 0");
        }
    }
}
