// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.container;

import io.dgen.container.Frame;
import io.dgen.internal.buffer.GuardedMemory;
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
        try (Range range = new Range(offset, buffer)) {
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
    }

    @Override
    public Mismatch verify(long offset, MemorySegment buffer, @Nullable WrongSlices wrong) {
        try (Range range = new Range(offset, buffer)) {
            Check check = new Check(range, wrong);
            frame.visit(offset, buffer.byteSize(), check::add);
            return check.found;
        }
    }

    /** A range of the file in a buffer. */
    private final class Range implements AutoCloseable {
        private final long offset;
        private final MemorySegment buffer;
        private final SeenPayload seen;
        private final BytesAhead ahead = AHEAD.take();
        private boolean isAfterShortPart = true;
        private long payloadEnd = -1;

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

        /** Whether a part of the payload is there, or is one of several short ones, which are made at once. */
        boolean isAhead(long inPayload, long from, long to) {
            boolean isShort = to - from < DIRECT_BYTES;
            boolean isOneOfSeveral = isShort && isAfterShortPart && to < end();
            isAfterShortPart = isShort;
            return isOneOfSeveral || to - from <= Integer.MAX_VALUE && ahead.has(inPayload, (int) (to - from));
        }

        /** Makes a part, and parts of the range behind it. Returns its position there. */
        int makeAhead(long inPayload, long from, long to) {
            if (payloadEnd < 0) {
                payloadEnd = frame.payloadFrom(end());
            }
            return ahead.make(inPayload, (int) (to - from), payloadEnd);
        }

        @Override
        public void close() {
            AHEAD.giveBack(ahead);
        }
    }

    private final class Check {
        private final Range range;
        private final @Nullable WrongSlices wrong;
        private Mismatch found = Mismatch.NONE;

        /** Room for the right framing. */
        private byte[] room = {};

        Check(Range range, @Nullable WrongSlices wrong) {
            this.range = range;
            this.wrong = wrong;
        }

        void add(Frame.Part part, long from, long to) {
            if (part.isFraming()) {
                if (room.length < Math.min(FRAMING_BYTES, to - from)) {
                    room = new byte[(int) Math.min(FRAMING_BYTES, to - from)];
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
                range.seen.forget(); // the framing has the checksum of the right bytes
            }
        }

        /** Compares a part with bytes that are made ahead. */
        private boolean isRight(long inPayload, long from, long to) {
            int at = range.makeAhead(inPayload, from, to);
            range.seen.add(inPayload, to - from, range.ahead.segment(), at);
            return GuardedMemory.areEqual(
                    range.ahead.bytes(), at, range.buffer, from - range.offset, (int) (to - from));
        }

        private void addFraming(Frame.Part part, long from, long to) {
            part.fillFraming(from, MemorySegment.ofArray(room).asSlice(0, to - from), range.seen);
            Mismatch next = compare(room, range.slice(from, to));
            found = found.then(from - range.offset, next);
            if (wrong != null && next.count() > 0) {
                wrong.addFraming(from, next);
            }
        }
    }

    private static Mismatch compare(byte[] right, MemorySegment checked) {
        int length = (int) checked.byteSize();
        if (GuardedMemory.areEqual(right, 0, checked, 0, length)) {
            return Mismatch.NONE;
        }
        ByteRanges ranges = new ByteRanges();
        long count = 0;
        for (int i = 0; i < length; i++) {
            if (right[i] != checked.get(ValueLayout.JAVA_BYTE, i)) {
                ranges.add(i, i + 1L);
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
