// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.plan;

import io.dgen.internal.format.Spans;

/** Maps each position of a stream to its content and the literals of that content. */
public record StreamMap(DedupPlan dedup, LiteralPlan literals) {

    /**
     * Replaces the list by the spans of the stream that begin at {@code position}. They have {@code length} bytes, or
     * fewer if the list is full earlier, but at least the rest of a block.
     */
    public void gather(long position, long length, Spans spans) {
        spans.clear();
        while (spans.bytes() < length && !spans.isFull()) {
            long at = position + spans.bytes();
            long offset = dedup.contentOffset(at);
            long run = Math.min(dedup.runLength(at), literals.runLength(offset));
            spans.add(offset, Math.min(run, length - spans.bytes()), literals.at(offset));
        }
    }
}
