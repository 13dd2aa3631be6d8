// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.stream;

import io.dgen.internal.engine.PageEngine;
import io.dgen.internal.format.Content;
import io.dgen.internal.format.Mismatch;
import io.dgen.internal.format.Spans;
import io.dgen.internal.plan.StreamMap;
import java.lang.foreign.MemorySegment;

/**
 * A check of one buffer, slice by slice. Several threads may check slices at the same time.
 *
 * <p>The engine compares a part without writing the expected bytes anywhere, which is fastest while the bytes are right.
 * Where they are wrong, the expected bytes are made once, and counted and located in the same pass.
 */
final class RangeCheck {
    /** Largest number of bytes that the engine compares at a time; those after a wrong byte are compared twice. */
    private static final long PART_BYTES = 256 << 10;

    private final PageEngine engine;
    private final Content content;
    private final StreamMap map;
    private final int mostRanges;

    /**
     * Whether the last part was wrong: the next one is likely to be wrong too. Threads set it without order, because it
     * has no influence on the result.
     */
    private boolean expectsWrong;

    /**
     * @param engine makes the expected bytes, and compares memory of the buffer's kind
     * @param mostRanges number of ranges to locate
     */
    RangeCheck(PageEngine engine, Content content, StreamMap map, int mostRanges) {
        this.engine = engine;
        this.content = content;
        this.map = map;
        this.mostRanges = mostRanges;
    }

    /** Compares the whole segment with the bytes of the stream, beginning at {@code offset}. */
    CheckResult check(long offset, MemorySegment segment) {
        long length = segment.byteSize();
        long partBytes = Math.min(PART_BYTES, engine.callBytes(segment));
        WrongBytes wrong = null;
        for (long done = 0; done < length; ) {
            if (!expectsWrong) {
                long n = Math.min(partBytes - (offset + done) % partBytes, length - done);
                Spans spans = Spans.ofThread(content);
                map.gather(offset + done, n, spans);
                Mismatch mismatch = engine.verify(spans, segment, done);
                if (mismatch.count() == 0) {
                    done += spans.bytes();
                    continue;
                }
                done += mismatch.first();
            }
            int n = (int) Math.min(WrongBytes.CHUNK_BYTES - (offset + done) % WrongBytes.CHUNK_BYTES, length - done);
            wrong = wrong == null ? new WrongBytes(mostRanges) : wrong;
            makeExpected(offset + done, wrong.expected().asSlice(0, n));
            MemorySegment.copy(segment, done, wrong.actual(), 0, n);
            expectsWrong = wrong.compare(offset + done, n);
            done += n;
        }
        return wrong == null ? CheckResult.NONE : wrong.result();
    }

    private void makeExpected(long offset, MemorySegment target) {
        long length = target.byteSize();
        Spans spans = Spans.ofThread(content);
        for (long done = 0; done < length; done += spans.bytes()) {
            map.gather(offset + done, length - done, spans);
            engine.fill(spans, target, done, PageEngine.STORE_REGULAR);
        }
    }
}
