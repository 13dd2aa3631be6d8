// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.buffer.Buffers;
import io.dgen.internal.dataset.SizeQuantiles;
import io.dgen.internal.dataset.Strata;
import io.dgen.internal.record.RecordTable;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * A stream as numbered records, for message systems, key-value stores and tables (docs/format.md, "Records"). The records are
 * consecutive ranges of the stream, of one size or of sizes with a distribution, and all of them together are the stream: the
 * last one ends with the stream and may be shorter. A size of 0 is possible in a distribution.
 *
 * <p>Position and size of a record follow from its number, so that any record can be made or checked alone, on any machine,
 * from the text of the recipe and of the sizes.
 *
 * <ul>
 *   <li>{@link #cursor(long, long)} makes records in their order: many in one step, without a call of the engine or an
 *       allocation for each of them.
 *   <li>{@link #verifier(long, long)} checks records at the same speed, and counts those that are wrong, missing or repeated.
 *   <li>{@link #fill(long, MemorySegment)} and {@link #verify(long, MemorySegment)} process any single record.
 * </ul>
 *
 * <p>Immutable and thread-safe; holds no memory and no thread. Methods that take a number of a record throw {@link
 * IndexOutOfBoundsException} if there is no such record. They take nanoseconds for records of one size, and up to some
 * microseconds otherwise. {@link DataStream} describes the legal buffers. A call that gets a buffer throws, as there, {@link
 * IllegalArgumentException} if it is too small or read-only, {@link IllegalStateException} if its arena is closed, {@link
 * WrongThreadException} if it belongs to another thread, {@link java.util.concurrent.CancellationException} if the calling
 * thread is interrupted while it processes several MiB, and {@link InternalError} if a mapped file is truncated.
 */
public final class RecordSource {
    /** Largest size of a record: 1 GiB. */
    public static final int MAX_RECORD_BYTES = 1 << 30;

    private final DataStream stream;
    private final FileSizes sizes;
    private final RecordTable table;

    /**
     * Divides a stream into records of one size.
     *
     * @param stream shared, not copied
     * @param recordBytes size of a record in bytes, 1 .. 2^30
     * @throws IllegalArgumentException if the size is out of its range
     */
    public RecordSource(DataStream stream, int recordBytes) {
        this(stream, new FileSizes.Fixed(checkSize(recordBytes)));
    }

    /**
     * Divides a stream into records with a distribution of sizes.
     *
     * @param stream shared, not copied; its seed and its stream id determine the order of the sizes
     * @param sizes at most 2^30 bytes each, and not all of them 0
     * @throws IllegalArgumentException if a size is out of its range, or there are 2^63 records or more
     */
    public RecordSource(DataStream stream, FileSizes sizes) {
        this.stream = Objects.requireNonNull(stream, "stream");
        this.sizes = Objects.requireNonNull(sizes, "sizes");
        long[] classes = Dataset.classes(sizes, SizeQuantiles.MAX_CLASSES);
        checkSize(Arrays.stream(classes).max().orElseThrow());
        Recipe recipe = stream.recipe();
        Strata strata = new Strata(classes, sizes instanceof FileSizes.Listed, recipe.seed(), recipe.streamId());
        this.table = new RecordTable(strata, stream.totalSize());
    }

    private static long checkSize(long bytes) {
        if (bytes < 1 || bytes > MAX_RECORD_BYTES) {
            throw new IllegalArgumentException(
                    "records of " + bytes + " bytes: expected 1 to " + MAX_RECORD_BYTES + " as the largest size");
        }
        return bytes;
    }

    /** {@return the stream that the records are ranges of} */
    public DataStream stream() {
        return stream;
    }

    /** {@return the sizes of the records} */
    public FileSizes sizes() {
        return sizes;
    }

    /** {@return the number of records: the smallest one with all bytes of the stream} */
    public long count() {
        return table.count();
    }

    /**
     * {@return the position in the stream of the first byte of a record}
     *
     * @param index number of the record, 0 .. number of records; this last one gives the end of the stream
     */
    public long offset(long index) {
        return table.offset(index == count() ? index : check(index));
    }

    /**
     * {@return the size of a record in bytes}
     *
     * @param index number of the record, 0 .. number of records - 1
     */
    public int length(long index) {
        return table.length(check(index));
    }

    /**
     * {@return the number of the record that has a byte of the stream}
     *
     * @param offset position in the stream, in bytes: 0 .. size of the stream - 1
     * @throws IndexOutOfBoundsException if the stream has no such byte
     */
    public long indexAt(long offset) {
        return table.recordAt(Objects.checkIndex(offset, stream.totalSize()));
    }

    /**
     * Consecutive records.
     *
     * @param from number of the first one
     * @param to number after that of the last one
     */
    public record Part(long from, long to) {
        /** {@return the number of records} */
        public long count() {
            return to - from;
        }
    }

    /**
     * {@return one of several parts of the records, for many producers} The parts are disjoint, and all of them are the
     * records; their numbers of records differ by at most 1.
     *
     * @param index number of the part, 0 .. {@code parts} - 1
     * @param parts number of parts, at least 1
     * @throws IllegalArgumentException if there is no such part
     */
    public Part part(int index, int parts) {
        if (parts < 1 || index < 0 || index >= parts) {
            throw new IllegalArgumentException("part " + index + " of " + parts + ": expected 0 to "
                    + (parts < 1 ? "N - 1 of N, 1 or more" : parts - 1));
        }
        return new Part(firstOfPart(index, parts), firstOfPart(index + 1L, parts));
    }

    private long firstOfPart(long part, int parts) {
        return BigInteger.valueOf(count())
                .multiply(BigInteger.valueOf(part))
                .divide(BigInteger.valueOf(parts))
                .longValue();
    }

    /**
     * {@return a new array with the bytes of a record} A {@link #cursor()} makes consecutive records faster.
     *
     * @param index number of the record
     * @throws OutOfMemoryError if the heap has no room for it
     */
    public byte[] bytes(long index) {
        byte[] array = new byte[length(index)];
        fill(index, MemorySegment.ofArray(array));
        return array;
    }

    /**
     * Writes the bytes of a record to the start of a buffer.
     *
     * @param index number of the record
     * @param buffer at least as large as the record
     * @return the size of the record in bytes
     */
    public int fill(long index, MemorySegment buffer) {
        int length = length(index);
        Buffers.checkWritable(buffer);
        checkRoom(index, length, buffer.byteSize());
        stream.fillUnchecked(table.offset(index), buffer.asSlice(0, length));
        return length;
    }

    /**
     * Writes the bytes of a record to a buffer at its position, and moves the position behind them.
     *
     * @param index number of the record
     * @param buffer direct or on the heap
     * @return the size of the record in bytes
     */
    public int fill(long index, ByteBuffer buffer) {
        int length = fill(index, MemorySegment.ofBuffer(Objects.requireNonNull(buffer, "buffer")));
        buffer.position(buffer.position() + length);
        return length;
    }

    /**
     * Writes the bytes of a record to the start of an array.
     *
     * @param index number of the record
     * @param array at least as long as the record
     * @return the size of the record in bytes
     */
    public int fill(long index, byte[] array) {
        return fill(index, MemorySegment.ofArray(Objects.requireNonNull(array, "array")));
    }

    /**
     * Compares the whole buffer with a record. Wrong bytes and another length are results, not exceptions.
     *
     * @param index number of the record
     * @param buffer only read
     * @return the result; its positions are those of the stream
     */
    public Verification verify(long index, MemorySegment buffer) {
        int length = length(index);
        Buffers.checkReadable(buffer);
        boolean isLonger = buffer.byteSize() > length;
        Verification result = stream.verify(table.offset(index), isLonger ? buffer.asSlice(0, length) : buffer);
        return isLonger ? result.withExcess() : result.withExpected(length);
    }

    /**
     * Compares a buffer from its position to its limit with a record, as {@link #verify(long, MemorySegment)} does, and moves
     * its position to the limit.
     *
     * @param index number of the record
     * @param buffer direct or on the heap
     * @return the result; its positions are those of the stream
     */
    public Verification verify(long index, ByteBuffer buffer) {
        Verification result = verify(index, MemorySegment.ofBuffer(Objects.requireNonNull(buffer, "buffer")));
        buffer.position(buffer.limit());
        return result;
    }

    /**
     * Compares a whole array with a record, as {@link #verify(long, MemorySegment)} does.
     *
     * @param index number of the record
     * @param array only read
     * @return the result; its positions are those of the stream
     */
    public Verification verify(long index, byte[] array) {
        return verify(index, MemorySegment.ofArray(Objects.requireNonNull(array, "array")));
    }

    /** {@return a cursor of all records} As {@link #cursor(long, long)}. */
    public RecordCursor cursor() {
        return cursor(0, count());
    }

    /**
     * {@return a cursor of consecutive records} It begins before the first one.
     *
     * @param from number of the first record, 0 .. {@code to}
     * @param to number after that of the last record, at most the number of records
     * @throws IndexOutOfBoundsException if there are no such records
     */
    public RecordCursor cursor(long from, long to) {
        Objects.checkFromToIndex(from, to, count());
        return new RecordCursor(this, from, to);
    }

    /** {@return a verifier that expects all records} As {@link #verifier(long, long)}. */
    public RecordVerifier verifier() {
        return verifier(0, count());
    }

    /**
     * {@return a verifier that expects each of consecutive records once}
     *
     * @param from number of the first record, 0 .. {@code to}
     * @param to number after that of the last record, at most the number of records
     * @throws IndexOutOfBoundsException if there are no such records
     */
    public RecordVerifier verifier(long from, long to) {
        Objects.checkFromToIndex(from, to, count());
        return new RecordVerifier(this, from, to);
    }

    RecordTable table() {
        return table;
    }

    static void checkRoom(long index, int length, long room) {
        if (room < length) {
            throw new IllegalArgumentException(
                    "buffer of " + room + " bytes: expected at least " + length + ", the size of record " + index);
        }
    }

    private long check(long index) {
        return Objects.checkIndex(index, count());
    }
}
