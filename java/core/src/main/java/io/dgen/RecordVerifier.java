// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.buffer.Buffers;
import io.dgen.internal.buffer.GuardedMemory;
import io.dgen.internal.record.RecordWalk;
import io.dgen.internal.record.SeenRecords;
import io.dgen.internal.stream.BytesAhead;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Checks that a system has delivered consecutive records of a {@link RecordSource}: each of them once, with the right bytes.
 *
 * {@snippet file="io/dgen/manual/Records.java" region="verifier"}
 *
 * <p>Records that come in order are compared with bytes that were made ahead, as in a {@link RecordCursor}. A record that
 * follows another one than its predecessor costs a call of the engine. Numbers of records that come in order take no memory;
 * otherwise they take 1 bit for each number between the first one that is missing and the largest one.
 *
 * <p>Thread-safe: calls of several threads wait for each other. For several threads at full speed, use a verifier of a part of
 * the records for each thread, and {@link RecordVerification#then}.
 *
 * <p>Arrays, segments and buffers are only read. A {@link ByteBuffer} is read from its position to its limit, and its position
 * is moved to the limit. Calls throw {@link IllegalStateException} if the arena of a buffer is closed, {@link
 * WrongThreadException} if it belongs to another thread, {@link InternalError} if it is a mapped file that was truncated, {@link
 * java.util.concurrent.CancellationException} if the thread is interrupted during a record of several MiB, and {@link
 * OutOfMemoryError} if the heap has no memory. The record then counts as not checked.
 */
public final class RecordVerifier {
    private final RecordSource source;
    private final long from;
    private final long to;
    private final RecordWalk walk;
    private final BytesAhead ahead;
    private final long limit;
    private final SeenRecords seen;
    /** Number of the record that follows the last one that was checked. */
    private long next;

    private long wrong;
    private long repeated;
    private long excess;
    private final List<RecordVerification.WrongRecord> wrongRecords = new ArrayList<>();

    RecordVerifier(RecordSource source, long from, long to) {
        this.source = source;
        this.from = from;
        this.to = to;
        this.walk = new RecordWalk(source.table(), from, to);
        this.ahead = new BytesAhead(source.stream()::fillUnchecked);
        this.limit = source.table().offset(to);
        this.seen = new SeenRecords(from);
        this.next = from;
    }

    /**
     * Checks the record that follows the last one that was checked; at first, the first one of the range.
     *
     * @param array the whole record
     * @return whether the record is expected, and all of its bytes are right
     */
    public synchronized boolean verify(byte[] array) {
        return check(next, Objects.requireNonNull(array, "array"));
    }

    /**
     * Checks the record that follows the last one that was checked, as {@link #verify(byte[])} does.
     *
     * @param buffer the whole record
     * @return whether the record is expected, and all of its bytes are right
     */
    public synchronized boolean verify(ByteBuffer buffer) {
        return check(next, Objects.requireNonNull(buffer, "buffer"));
    }

    /**
     * Checks the record that follows the last one that was checked, as {@link #verify(byte[])} does.
     *
     * @param buffer the whole record
     * @return whether the record is expected, and all of its bytes are right
     */
    public synchronized boolean verify(MemorySegment buffer) {
        return check(next, buffer);
    }

    /**
     * Checks a record.
     *
     * @param index number of the record, any number: a record that does not belong to the range counts as excess
     * @param array the whole record
     * @return whether the record belongs to the range and was not checked before, and all of its bytes are right
     */
    public synchronized boolean verify(long index, byte[] array) {
        return check(index, Objects.requireNonNull(array, "array"));
    }

    /**
     * Checks a record, as {@link #verify(long, byte[])} does.
     *
     * @param index number of the record
     * @param buffer the whole record
     * @return whether the record belongs to the range and was not checked before, and all of its bytes are right
     */
    public synchronized boolean verify(long index, ByteBuffer buffer) {
        return check(index, Objects.requireNonNull(buffer, "buffer"));
    }

    /**
     * Checks a record, as {@link #verify(long, byte[])} does.
     *
     * @param index number of the record
     * @param buffer the whole record
     * @return whether the record belongs to the range and was not checked before, and all of its bytes are right
     */
    public synchronized boolean verify(long index, MemorySegment buffer) {
        return check(index, buffer);
    }

    private boolean check(long index, byte[] array) {
        int at = makeNext(index, array.length);
        boolean isEqual = at >= 0 && Arrays.equals(array, 0, array.length, ahead.bytes(), at, at + array.length);
        return isEqual ? add(index) : verifyAlone(index, MemorySegment.ofArray(array));
    }

    private boolean check(long index, ByteBuffer buffer) {
        boolean isRight = check(index, MemorySegment.ofBuffer(buffer));
        buffer.position(buffer.limit());
        return isRight;
    }

    private boolean check(long index, MemorySegment buffer) {
        Buffers.checkReadable(buffer);
        long length = buffer.byteSize();
        int at = makeNext(index, length);
        boolean isEqual = at >= 0 && GuardedMemory.areEqual(ahead.bytes(), at, buffer, 0, (int) length);
        return isEqual ? add(index) : verifyAlone(index, buffer);
    }

    /**
     * Makes a small record of that length that follows the last one in the block. Returns its position there, -1 if it is
     * another record.
     */
    private int makeNext(long index, long length) {
        if (index != next || index >= to || length >= RecordCursor.DIRECT_BYTES) {
            return -1;
        }
        if (walk.index() != index && (walk.index() != index - 1 || !walk.next())) {
            walk.moveTo(index);
        }
        return walk.length() == length ? ahead.make(walk.offset(), walk.length(), limit) : -1;
    }

    private boolean verifyAlone(long index, MemorySegment record) {
        if (index < from || index >= to) {
            excess++;
            return false;
        }
        Verification verification = source.verify(index, record);
        if (verification.isOk()) {
            return add(index);
        }
        wrong++;
        if (wrongRecords.size() < RecordVerification.MAX_WRONG_RECORDS) {
            wrongRecords.add(new RecordVerification.WrongRecord(index, verification));
        }
        add(index);
        return false;
    }

    /** Counts a record that was compared. Returns false if it was compared before. */
    private boolean add(long index) {
        next = index + 1;
        boolean isNew = seen.add(index);
        repeated += isNew ? 0 : 1;
        return isNew;
    }

    /** {@return the number of the record that the methods without a number check} */
    public synchronized long nextIndex() {
        return next;
    }

    /**
     * {@return the result, in which records that were not checked so far count as missing} The verifier can go on afterwards.
     */
    public synchronized RecordVerification result() {
        long missing = seen.firstMissing() < to ? seen.firstMissing() : -1;
        return new RecordVerification(to - from, seen.count(), wrong, repeated, excess, missing, wrongRecords);
    }
}
