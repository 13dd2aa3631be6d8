package io.dgen.internal.plan;

import io.dgen.internal.format.Spans;

/** What a stream shows at each position: which content, and with which literals. */
public record StreamMap(DedupPlan dedup, LiteralPlan literals) {

    /**
     * Replaces the spans with those of the stream from {@code position} on: {@code length} bytes, or fewer, but at
     * least one block's rest, if there are too many spans.
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
