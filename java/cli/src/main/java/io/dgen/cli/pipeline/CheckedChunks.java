// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import io.dgen.Verification;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Joins the results of chunks that are checked in any order. Results after a short chunk, which the input ends with, never
 * count. Thread-safe.
 */
final class CheckedChunks {
    private final TreeMap<Long, Verification> later = new TreeMap<>();
    private Verification prefix = new Verification(0, 0, false, 0, List.of());

    /** @param position of the chunk in the input */
    synchronized void add(long position, Verification chunk) {
        later.put(position, chunk);
        @Nullable Verification next;
        while ((next = later.remove(prefix.checkedBytes())) != null) {
            prefix = prefix.then(next);
        }
    }

    /** {@return the result of all chunks from the start to the first one that is missing} */
    synchronized Verification prefix() {
        return prefix;
    }
}
