// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.format;

import io.dgen.internal.buffer.ThreadScratch;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one engine call: consecutive ranges of a buffer, each with its offset in the content and its
 * literals. Each thread reuses one instance. Not thread-safe.
 *
 * <p>The values are stored in native memory as the structs of the kernel's header, so that the kernel and the Java
 * engines read the same list. They are written as 64-bit words, not with the generated layouts: creating the handles of
 * those takes about 20 milliseconds in a JVM that has just started.
 */
public final class Spans {
    /** Large enough that the cost of a call is negligible, even with spans of one page. */
    public static final int CAPACITY = 64;

    /** Longs of a {@code dgen_numbers}: four parameters; the key of the noise; type, distribution and dimension; normalisation. */
    private static final int NUMBERS_LONGS = 10;

    private static final int NUMBERS_AT = 5 + SharedLines.MAX_ENTRIES;

    /** Longs of a {@code dgen_content}: the key; cells, tail, run byte; the entries of the reach; the numbers. */
    static final int CONTENT_LONGS = NUMBERS_AT + NUMBERS_LONGS;

    /** Longs of a {@code dgen_span}: offset, length, then literals and bits. */
    static final int SPAN_LONGS = 3;

    /** Longs of a {@code dgen_range}: start, end. */
    static final int RANGE_LONGS = 2;

    /** Longs of a {@code dgen_mismatch}: first, count, ranges. */
    static final int MISMATCH_LONGS = 3;

    /**
     * Two cache lines, because processors prefetch lines in pairs. Every call writes this memory; the alignment keeps
     * other threads' data off these lines.
     */
    private static final long ALIGNMENT = 128;

    private static final ThreadScratch<Spans> OF_THREAD = new ThreadScratch<>(Spans::new);

    private final MemorySegment contentStruct = allocate(CONTENT_LONGS);
    private final MemorySegment spanStructs = allocate(SPAN_LONGS * CAPACITY);
    private final MemorySegment rangeStructs = allocate(RANGE_LONGS * ByteRanges.CAPACITY);
    private final MemorySegment mismatchStruct = allocate(MISMATCH_LONGS);
    private @Nullable Content content;
    private boolean isWritten;
    private int count;
    private long bytes;

    private Spans() {}

    public Spans(Content content) {
        this.content = content;
        writeContent(content);
    }

    /**
     * The list of the calling thread, for spans of that content; valid until the next call of this method in the same
     * thread.
     */
    public static Spans ofThread(Content content) {
        Spans spans = OF_THREAD.get();
        if (spans.content != content || !spans.isWritten) {
            spans.isWritten = false; // an error may strike before the struct is complete
            spans.content = content;
            spans.writeContent(content);
        }
        return spans;
    }

    private static MemorySegment allocate(int longs) {
        long bytes = longs * (long) Long.BYTES;
        return Arena.ofAuto().allocate(Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT, ALIGNMENT);
    }

    private void writeContent(Content content) {
        StreamKey key = content.key();
        contentStruct.setAtIndex(ValueLayout.JAVA_LONG, 0, key.k0());
        contentStruct.setAtIndex(ValueLayout.JAVA_LONG, 1, key.k1());
        contentStruct.setAtIndex(ValueLayout.JAVA_LONG, 2, key.k2());
        contentStruct.setAtIndex(ValueLayout.JAVA_LONG, 3, key.k3());
        contentStruct.setAtIndex(ValueLayout.JAVA_INT, 8, content.layout().cells());
        contentStruct.setAtIndex(
                ValueLayout.JAVA_SHORT, 18, (short) content.layout().tail().ordinal());
        contentStruct.setAtIndex(
                ValueLayout.JAVA_SHORT, 19, (short) content.layout().runByte());
        writeShared(content.shared());
        writeNumbers(content.numbers());
        isWritten = true;
    }

    /** Writes each {@code dgen_reach}: group, distance, share. */
    private void writeShared(SharedLines shared) {
        int before = 0;
        for (int k = 0; k < SharedLines.MAX_ENTRIES; k++) {
            boolean isUsed = k < shared.entries().size();
            SharedLines.Entry entry = isUsed ? shared.entries().get(k) : new SharedLines.Entry(0, 0, before);
            contentStruct.setAtIndex(ValueLayout.JAVA_SHORT, 20 + 4L * k, (short) entry.groupPages());
            contentStruct.setAtIndex(ValueLayout.JAVA_SHORT, 21 + 4L * k, (short) entry.distancePages());
            contentStruct.setAtIndex(ValueLayout.JAVA_INT, 11 + 2L * k, entry.upTo() - before);
            before = entry.upTo();
        }
    }

    /** Writes a {@code dgen_numbers}. */
    private void writeNumbers(NumberLayout numbers) {
        contentStruct.setAtIndex(ValueLayout.JAVA_DOUBLE, NUMBERS_AT, numbers.first());
        contentStruct.setAtIndex(ValueLayout.JAVA_DOUBLE, NUMBERS_AT + 1, numbers.second());
        contentStruct.setAtIndex(ValueLayout.JAVA_DOUBLE, NUMBERS_AT + 2, numbers.top());
        contentStruct.setAtIndex(ValueLayout.JAVA_DOUBLE, NUMBERS_AT + 3, numbers.noise());
        contentStruct.setAtIndex(
                ValueLayout.JAVA_LONG, NUMBERS_AT + 4, numbers.noiseKey().k0());
        contentStruct.setAtIndex(
                ValueLayout.JAVA_LONG, NUMBERS_AT + 5, numbers.noiseKey().k1());
        contentStruct.setAtIndex(
                ValueLayout.JAVA_LONG, NUMBERS_AT + 6, numbers.noiseKey().k2());
        contentStruct.setAtIndex(
                ValueLayout.JAVA_LONG, NUMBERS_AT + 7, numbers.noiseKey().k3());
        long shorts = 4L * (NUMBERS_AT + 8);
        contentStruct.setAtIndex(ValueLayout.JAVA_SHORT, shorts, (short) numbers.type());
        contentStruct.setAtIndex(ValueLayout.JAVA_SHORT, shorts + 1, (short) (numbers.isUniform() ? 0 : 1));
        contentStruct.setAtIndex(ValueLayout.JAVA_INT, 2L * (NUMBERS_AT + 8) + 1, numbers.dimension());
        contentStruct.setAtIndex(ValueLayout.JAVA_LONG, NUMBERS_AT + 9, numbers.isNormalised() ? 1 : 0);
    }

    public void clear() {
        count = 0;
        bytes = 0;
    }

    public boolean isFull() {
        return count == CAPACITY;
    }

    /** Appends a range, or extends the last span if the range continues it. The list must not be full. */
    public void add(long offset, long length, Literals literals) {
        if (continuesLast(offset, literals)) {
            spanStructs.setAtIndex(ValueLayout.JAVA_LONG, (count - 1L) * SPAN_LONGS + 1, length(count - 1) + length);
        } else {
            long at = (long) count * SPAN_LONGS;
            spanStructs.setAtIndex(ValueLayout.JAVA_LONG, at, offset);
            spanStructs.setAtIndex(ValueLayout.JAVA_LONG, at + 1, length);
            spanStructs.setAtIndex(ValueLayout.JAVA_INT, at * 2 + 4, literals.perCell());
            spanStructs.setAtIndex(ValueLayout.JAVA_INT, at * 2 + 5, literals.bits());
            count++;
        }
        bytes += length;
    }

    private boolean continuesLast(long offset, Literals literals) {
        int last = count - 1;
        return last >= 0
                && offset(last) + length(last) == offset
                && literalsPerCell(last) == literals.perCell()
                && literalBits(last) == literals.bits();
    }

    public Content content() {
        return Objects.requireNonNull(content);
    }

    public int count() {
        return count;
    }

    /** Length of all spans together, in bytes. */
    public long bytes() {
        return bytes;
    }

    public long offset(int i) {
        return spanStructs.getAtIndex(ValueLayout.JAVA_LONG, (long) i * SPAN_LONGS);
    }

    public long length(int i) {
        return spanStructs.getAtIndex(ValueLayout.JAVA_LONG, (long) i * SPAN_LONGS + 1);
    }

    /** {@link Literals#perCell} of span {@code i}. */
    public int literalsPerCell(int i) {
        return spanStructs.getAtIndex(ValueLayout.JAVA_INT, (long) i * SPAN_LONGS * 2 + 4);
    }

    /** {@link Literals#bits} of span {@code i}. */
    public int literalBits(int i) {
        return spanStructs.getAtIndex(ValueLayout.JAVA_INT, (long) i * SPAN_LONGS * 2 + 5);
    }

    /** A {@code dgen_content}. */
    public MemorySegment contentStruct() {
        return contentStruct;
    }

    /** {@link #count} times a {@code dgen_span}. */
    public MemorySegment spanStructs() {
        return spanStructs;
    }

    /** {@link ByteRanges#CAPACITY} times a {@code dgen_range}, for the kernel to write. */
    public MemorySegment rangeStructs() {
        return rangeStructs;
    }

    /** A {@code dgen_mismatch}, for the kernel to write. */
    public MemorySegment mismatchStruct() {
        return mismatchStruct;
    }

    /** The result that the kernel has written. */
    public Mismatch mismatch() {
        long wrong = mismatchStruct.getAtIndex(ValueLayout.JAVA_LONG, 1);
        if (wrong == 0) {
            return Mismatch.NONE;
        }
        ByteRanges ranges = new ByteRanges();
        long longs = mismatchStruct.getAtIndex(ValueLayout.JAVA_LONG, 2) * RANGE_LONGS;
        for (long i = 0; i < longs; i += RANGE_LONGS) {
            ranges.add(
                    rangeStructs.getAtIndex(ValueLayout.JAVA_LONG, i),
                    rangeStructs.getAtIndex(ValueLayout.JAVA_LONG, i + 1));
        }
        return new Mismatch(wrong, ranges);
    }
}
