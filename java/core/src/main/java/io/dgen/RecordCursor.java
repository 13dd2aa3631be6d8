// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.buffer.Buffers;
import io.dgen.internal.record.RecordWalk;
import io.dgen.internal.stream.BytesAhead;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Records of a {@link RecordSource} one after the other. Many records are made ahead, in an array that stays in the cache:
 *
 * {@snippet file="io/dgen/manual/Records.java" region="cursor"}
 *
 * <p>{@link #array}, {@link #buffer} and {@link #segment} are the bytes in this array, without a copy: they are valid until the
 * next call of {@link #next}, and only to be read. {@link #copyTo(byte[], int)} and {@link #toArray} make copies. No bytes are
 * made for a record before a method needs them. {@link #next}, {@link #array}, {@link #buffer} and {@code copyTo} allocate
 * nothing for a record, except a larger array if it is larger than those before, and a view of the target for a copy of 32 KiB
 * or more.
 *
 * <p>Not thread-safe: a cursor is for one thread at a time. It takes about 130 KiB, or as much as its largest record, from the
 * first use of bytes on; a cursor of a few records takes less. There is nothing to close.
 *
 * <p>All methods except {@link #next} throw {@link IllegalStateException} if there is no record: before the first call of
 * {@link #next}, and after it has returned false. Methods that make bytes throw {@link
 * java.util.concurrent.CancellationException} if the thread is interrupted during a record of several MiB, {@link
 * OutOfMemoryError} if the heap has no room for it, and can be called again. {@link DataStream} describes the legal buffers of
 * {@code copyTo}, which throws {@link IllegalArgumentException} if a buffer is read-only or smaller than the record, {@link
 * IllegalStateException} if its arena is closed, {@link WrongThreadException} if it belongs to another thread, and {@link
 * InternalError} if it is a mapped file that was truncated.
 *
 * <p>The use by several threads at the same time has undefined results: wrong records, {@link IndexOutOfBoundsException},
 * {@link IllegalArgumentException} or {@link NegativeArraySizeException}.
 */
public final class RecordCursor {
    /** Records from this size on are copied by making them in the target: a call takes less time than the copy. */
    static final int DIRECT_BYTES = 32 << 10;

    private final DataStream stream;
    private final RecordWalk walk;
    private final BytesAhead ahead;
    private final long limit;
    private ByteBuffer buffer = ByteBuffer.allocate(0);

    RecordCursor(RecordSource source, long from, long to) {
        this.stream = source.stream();
        this.walk = new RecordWalk(source.table(), from, to);
        this.ahead = new BytesAhead(stream::fillUnchecked);
        this.limit = source.table().offset(to);
    }

    /** {@return whether there is a next record} Moves to it, or behind the last one. */
    public boolean next() {
        return walk.next();
    }

    /** {@return the number of the record} */
    public long index() {
        walk.check();
        return walk.index();
    }

    /** {@return the position in the stream of the first byte of the record} */
    public long offset() {
        walk.check();
        return walk.offset();
    }

    /** {@return the size of the record in bytes} */
    public int length() {
        walk.check();
        return walk.length();
    }

    /**
     * {@return an array that has the record} It begins at {@link #arrayOffset}, and other data is around it. Valid until the
     * next call of {@link #next}, and only to be read.
     */
    public byte[] array() {
        make();
        return ahead.bytes();
    }

    /** {@return the position of the first byte of the record in {@link #array}} */
    public int arrayOffset() {
        return make();
    }

    /**
     * {@return the record, from the position to the limit of a buffer} Valid until the next call of {@link #next}, and only to
     * be read. Each call returns the same buffer, with position and limit set again; the byte order is big endian at first.
     */
    public ByteBuffer buffer() {
        int at = make();
        if (buffer.array() != ahead.bytes()) {
            buffer = ByteBuffer.wrap(ahead.bytes()).order(buffer.order());
        }
        return buffer.limit(at + walk.length()).position(at);
    }

    /** {@return the record as a segment of the heap} Valid until the next call of {@link #next}, and only to be read. */
    public MemorySegment segment() {
        int at = make();
        return ahead.segment().asSlice(at, walk.length());
    }

    /** {@return a new array with the bytes of the record} */
    public byte[] toArray() {
        byte[] copy = new byte[length()];
        copyTo(copy, 0);
        return copy;
    }

    /**
     * Copies the record to an array.
     *
     * @param array receives the bytes
     * @param arrayOffset position of the first byte in the array
     * @return the size of the record in bytes
     * @throws IndexOutOfBoundsException if the array has no such range
     */
    public int copyTo(byte[] array, int arrayOffset) {
        Objects.requireNonNull(array, "array");
        int length = length();
        Objects.checkFromIndexSize(arrayOffset, length, array.length);
        if (isMadeDirectly()) {
            stream.fillUnchecked(walk.offset(), MemorySegment.ofArray(array).asSlice(arrayOffset, length));
        } else {
            int at = make();
            System.arraycopy(ahead.bytes(), at, array, arrayOffset, length);
        }
        return length;
    }

    /**
     * Copies the record to a buffer at its position, and moves the position behind it.
     *
     * @param buffer direct or on the heap
     * @return the size of the record in bytes
     */
    public int copyTo(ByteBuffer buffer) {
        int length = copyTo(MemorySegment.ofBuffer(Objects.requireNonNull(buffer, "buffer")));
        buffer.position(buffer.position() + length);
        return length;
    }

    /**
     * Copies the record to the start of a segment.
     *
     * @param buffer at least as large as the record
     * @return the size of the record in bytes
     */
    public int copyTo(MemorySegment buffer) {
        Buffers.checkWritable(buffer);
        int length = length();
        RecordSource.checkRoom(walk.index(), length, buffer.byteSize());
        if (isMadeDirectly()) {
            stream.fillUnchecked(walk.offset(), buffer.asSlice(0, length));
        } else {
            int at = make();
            MemorySegment.copy(ahead.segment(), at, buffer, 0, length);
        }
        return length;
    }

    private boolean isMadeDirectly() {
        return walk.length() >= DIRECT_BYTES && !ahead.has(walk.offset(), walk.length());
    }

    /** Makes the record unless it is there, and returns its position in the array. */
    private int make() {
        walk.check();
        return ahead.make(walk.offset(), walk.length(), limit);
    }
}
