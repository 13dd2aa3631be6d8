package io.dgen.internal.plan;

import io.dgen.internal.format.Spans;

/** The content that a stream shows at each position, with its literals. */
public record StreamMap(DedupPlan dedup, LiteralPlan literals) {

    /**
     * Replaces the spans with those of the stream, beginning at {@code position}: {@code length} bytes, or fewer if the
     * list is full before, but at least the rest of a block.
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
