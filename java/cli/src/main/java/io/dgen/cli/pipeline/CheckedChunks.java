// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import io.dgen.Verification;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Joins the results of chunks that are checked in any order. Results after a short chunk, which the input ends with, never
 * count; results after the first wrong chunk do not count if it ends the comparison. Thread-safe.
 */
final class CheckedChunks {
    private final TreeMap<Long, Verification> later = new TreeMap<>();
    private Verification prefix = new Verification(0, 0, false, 0, List.of());

    private final boolean isFailFast;

    /** The end of the first wrong chunk that is known, if it ends the comparison. */
    private long end = Long.MAX_VALUE;

    /** @param isFailFast whether the first wrong chunk ends the comparison */
    CheckedChunks(boolean isFailFast) {
        this.isFailFast = isFailFast;
    }

    /** @param position of the chunk in the source */
    synchronized void add(long position, Verification chunk) {
        if (isFailFast && chunk.wrongBytes() > 0) {
            end = Math.min(end, position + chunk.checkedBytes());
        }
        later.put(position, chunk);
        @Nullable Verification next;
        while (prefix.checkedBytes() < end && (next = later.remove(prefix.checkedBytes())) != null) {
            prefix = prefix.then(next);
        }
    }

    /** {@return whether a wrong chunk before that position has ended the comparison} */
    synchronized boolean hasEnded(long position) {
        return position >= end;
    }

    /** {@return the result of all chunks from the start to the first one that is missing} */
    synchronized Verification prefix() {
        return prefix;
    }
}
