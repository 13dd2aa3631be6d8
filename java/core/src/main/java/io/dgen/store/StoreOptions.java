// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.store;

import io.dgen.DigestAlgorithm;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a store and transfer objects. Immutable.
 *
 * @param endpoint of the service; null for the usual one of the store
 * @param checksum that an upload sends with the data; null for none
 * @param partBytes size of each part of an upload except the last one; 0 for the usual size
 * @param transfers most requests with data at the same time, at least 1
 */
public record StoreOptions(@Nullable URI endpoint, @Nullable DigestAlgorithm checksum, long partBytes, int transfers) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public StoreOptions {
        if (partBytes < 0 || transfers < 1) {
            throw new IllegalArgumentException("part size " + partBytes + ", transfers " + transfers
                    + ": expected at least 0 bytes and at least 1 transfer");
        }
    }
}
