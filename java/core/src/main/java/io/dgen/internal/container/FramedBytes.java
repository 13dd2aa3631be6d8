// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.container;

import io.dgen.container.Frame;
import io.dgen.internal.buffer.ThreadScratch;
import io.dgen.internal.engine.PageEngine;
import io.dgen.internal.format.ByteRanges;
import io.dgen.internal.format.Mismatch;
import io.dgen.internal.parallel.SliceTask;
import io.dgen.internal.stream.ByteSource;
import io.dgen.internal.stream.BytesAhead;
import io.dgen.internal.stream.WrongSlices;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/** The bytes of a file: its framing, and its payload in place. Short parts of the payload are made many at a time. */
public final class FramedBytes implements ByteSource {
    private static final int FRAMING_BYTES = 64 << 10;

    /** Parts of the payload from this size on are made in place: a call of the engine takes less time than the copy. */
    private static final int DIRECT_BYTES = 4 << 10;

    /** Of one call at a time: a payload is no file with framing. */
    private static final ThreadScratch<BytesAhead> AHEAD = new ThreadScratch<>(() -> new BytesAhead((_, _) -> {}));

    private final Frame frame;
    private final ByteSource payload;
    private final ByteSource summed;

    /**
     * @param payload makes and verifies the payload
     * @param summed the same bytes, made by all threads for checksums of long ranges
     */
    public FramedBytes(Frame frame, ByteSource payload, ByteSource summed) {
        this.frame = frame;
        this.payload = payload;
        this.summed = summed;
    }

    @Override
    public void fill(long offset, MemorySegment buffer, int store) {
        Range range = new Range(offset, buffer);
        frame.visit(offset, buffer.byteSize(), (part, from, to) -> {
            if (part.isFraming()) {
                part.fillFraming(from, range.slice(from, to), range.seen);
                return;
            }
            long inPayload = part.payloadOffset() + from - part.start();
            if (range.isAhead(inPayload, from, to)) {
                int at = range.makeAhead(inPayload, from, to);
                MemorySegment.copy(range.ahead.segment(), at, buffer, from - offset, to - from);
                range.seen.add(inPayload, to - from, range.ahead.segment(), at);
            } else {
                payload.fill(inPayload, range.slice(from, to), store);
                range.seen.add(inPayload, to - from, buffer, from - offset);
            }
        });
    }

    @Override
    public Mismatch verify(long offset, MemorySegment buffer, @Nullable WrongSlices wrong) {
        Check check = new Check(new Range(offset, buffer), wrong);
        frame.visit(offset, buffer.byteSize(), check::add);
        return check.found;
    }

    /** A range of the file in a buffer. */
    private final class Range {
        private final long offset;
        private final MemorySegment buffer;
        private final SeenPayload seen;
        private final BytesAhead ahead = AHEAD.get();

        Range(long offset, MemorySegment buffer) {
            this.offset = offset;
            this.buffer = buffer;
            this.seen = new SeenPayload(payload, summed);
            ahead.restart(seen::fill);
        }

        MemorySegment slice(long from, long to) {
            return buffer.asSlice(from - offset, to - from);
        }

        private long end() {
            return offset + buffer.byteSize();
        }

        /** Whether a part of the payload is one of several short ones, which are made at once. */
        boolean isAhead(long inPayload, long from, long to) {
            return to - from < DIRECT_BYTES && (to < end() || ahead.has(inPayload, (int) (to - from)));
        }

        /** Makes a part, and parts behind it of which the range may have some. Returns its position there. */
        int makeAhead(long inPayload, long from, long to) {
            long limit = Math.min(frame.payloadBytes(), inPayload + end() - from);
            return ahead.make(inPayload, (int) (to - from), limit);
        }
    }

    private final class Check {
        private final Range range;
        private final @Nullable WrongSlices wrong;
        private Mismatch found = Mismatch.NONE;

        /** Room for the right framing. */
        private MemorySegment room = MemorySegment.ofArray(new byte[0]);

        Check(Range range, @Nullable WrongSlices wrong) {
            this.range = range;
            this.wrong = wrong;
        }

        void add(Frame.Part part, long from, long to) {
            if (part.isFraming()) {
                if (room.byteSize() < Math.min(FRAMING_BYTES, to - from)) {
                    room = MemorySegment.ofArray(new byte[(int) Math.min(FRAMING_BYTES, to - from)]);
                }
                for (long at = from; at < to; at += FRAMING_BYTES) {
                    addFraming(part, at, Math.min(to, at + FRAMING_BYTES));
                }
                return;
            }
            long inPayload = part.payloadOffset() + from - part.start();
            if (range.isAhead(inPayload, from, to) && isRight(inPayload, from, to)) {
                return;
            }
            Mismatch next = payload.verify(inPayload, range.slice(from, to), wrong);
            found = found.then(from - range.offset, next);
            if (next.count() == 0) {
                range.seen.add(inPayload, to - from, range.buffer, from - range.offset);
            } else {
                range.seen.forget(); // its checksum is that of the right bytes
            }
        }

        /** Compares a part with bytes that are made ahead. */
        private boolean isRight(long inPayload, long from, long to) {
            int at = range.makeAhead(inPayload, from, to);
            MemorySegment right = range.ahead.segment();
            long start = from - range.offset;
            long length = to - from;
            range.seen.add(inPayload, length, right, at);
            return MemorySegment.mismatch(range.buffer, start, start + length, right, at, at + length) < 0;
        }

        private void addFraming(Frame.Part part, long from, long to) {
            MemorySegment target = room.asSlice(0, to - from);
            part.fillFraming(from, target, range.seen);
            Mismatch next = compare(target, range.slice(from, to));
            found = found.then(from - range.offset, next);
            if (wrong != null && next.count() > 0) {
                wrong.addFraming(from, next);
            }
        }
    }

    private static Mismatch compare(MemorySegment right, MemorySegment checked) {
        if (right.mismatch(checked) < 0) {
            return Mismatch.NONE;
        }
        ByteRanges ranges = new ByteRanges();
        long count = 0;
        for (long i = 0; i < right.byteSize(); i++) {
            if (right.get(ValueLayout.JAVA_BYTE, i) != checked.get(ValueLayout.JAVA_BYTE, i)) {
                ranges.add(i, i + 1);
                count++;
            }
        }
        return new Mismatch(count, ranges);
    }

    @Override
    public PageEngine engine() {
        return payload.engine();
    }

    @Override
    public int threads() {
        return payload.threads();
    }

    @Override
    public void run(int slices, SliceTask task) {
        payload.run(slices, task);
    }
}
