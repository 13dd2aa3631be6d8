// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import io.dgen.DataStream;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Makes the data of records, in one thread. Counts bytes and time. */
final class RecordData {
    /** Shorter records are copied from a block, because a call for each of them would take longer than its bytes. */
    private static final int BLOCK_BYTES = Integer.getInteger("dgen.block", 64 << 10);
    private static final int DIRECT_BYTES = Integer.getInteger("dgen.direct", 16 << 10);

    private final Records records;
    private final DataStream stream;
    private byte[] block = new byte[0];
    private long blockFrom;
    private long blockTo;
    private long generatedBytes;
    private long generatingNanos;

    RecordData(Records records) {
        this.records = records;
        this.stream = records.stream();
    }

    /**
     * The data of a record in an array of its own.
     *
     * @param to end of the ids that may be read next
     */
    byte[] get(long id, long to) {
        int length = records.length(id);
        if (length >= DIRECT_BYTES) {
            byte[] data = new byte[length];
            fill(id, data, length);
            return data;
        }
        if (id < blockFrom || id >= blockTo) {
            fillBlock(id, to);
        }
        int start = (int) (records.offset(id) - records.offset(blockFrom));
        return Arrays.copyOfRange(block, start, start + length);
    }

    private void fillBlock(long from, long to) {
        if (block.length == 0) {
            block = new byte[BLOCK_BYTES];
        }
        blockFrom = from;
        blockTo = Math.min(to, from + BLOCK_BYTES / records.recordBytes());
        fill(from, block, (int) records.bytes(blockFrom, blockTo));
    }

    private void fill(long id, byte[] array, int length) {
        long start = System.nanoTime();
        stream.fill(records.offset(id), MemorySegment.ofArray(array).asSlice(0, length));
        generatingNanos += System.nanoTime() - start;
        generatedBytes += length;
    }

    long generatedBytes() {
        return generatedBytes;
    }

    long generatingNanos() {
        return generatingNanos;
    }
}
