// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.container;

import io.dgen.container.Frame;
import io.dgen.internal.engine.PageEngine;
import io.dgen.internal.format.ByteRanges;
import io.dgen.internal.format.Mismatch;
import io.dgen.internal.parallel.SliceTask;
import io.dgen.internal.stream.ByteSource;
import io.dgen.internal.stream.WrongSlices;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/** The bytes of a file: its framing, and its payload in place. */
public final class FramedBytes implements ByteSource {
    private static final int FRAMING_BYTES = 64 << 10;

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
        SeenPayload seen = new SeenPayload(frame, payload, summed, offset, buffer);
        frame.visit(offset, buffer.byteSize(), (part, from, to) -> {
            MemorySegment slice = buffer.asSlice(from - offset, to - from);
            if (part.isFraming()) {
                frame.fillFraming(from, slice, seen);
            } else {
                payload.fill(part.payloadOffset() + from - part.start(), slice, store);
            }
            seen.moveTo(to);
        });
    }

    @Override
    public Mismatch verify(long offset, MemorySegment buffer, @Nullable WrongSlices wrong) {
        Check check = new Check(offset, buffer, wrong);
        frame.visit(offset, buffer.byteSize(), check::add);
        return check.found;
    }

    private final class Check {
        private final long offset;
        private final MemorySegment buffer;
        private final @Nullable WrongSlices wrong;
        private final SeenPayload seen;
        private Mismatch found = Mismatch.NONE;

        Check(long offset, MemorySegment buffer, @Nullable WrongSlices wrong) {
            this.offset = offset;
            this.buffer = buffer;
            this.wrong = wrong;
            this.seen = new SeenPayload(frame, payload, summed, offset, buffer);
        }

        void add(Frame.Part part, long from, long to) {
            if (part.isFraming()) {
                for (long at = from; at < to; at += FRAMING_BYTES) {
                    addFraming(at, Math.min(to, at + FRAMING_BYTES));
                }
            } else {
                long inPayload = part.payloadOffset() + from - part.start();
                Mismatch next = payload.verify(inPayload, buffer.asSlice(from - offset, to - from), wrong);
                found = found.then(from - offset, next);
                if (next.count() > 0) {
                    seen.forget(to); // its checksum is that of the right bytes
                }
            }
            seen.moveTo(to);
        }

        private void addFraming(long from, long to) {
            byte[] right = new byte[(int) (to - from)];
            frame.fillFraming(from, MemorySegment.ofArray(right), seen);
            Mismatch next = compare(right, buffer.asSlice(from - offset, right.length));
            found = found.then(from - offset, next);
            if (wrong != null && next.count() > 0) {
                wrong.addFraming(from, next);
            }
        }
    }

    private static Mismatch compare(byte[] right, MemorySegment checked) {
        if (MemorySegment.ofArray(right).mismatch(checked) < 0) {
            return Mismatch.NONE;
        }
        ByteRanges ranges = new ByteRanges();
        long count = 0;
        for (int i = 0; i < right.length; i++) {
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
