// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import io.dgen.DataStream;
import java.lang.foreign.MemorySegment;

/** Makes the data of records, in one thread. Counts bytes and time. */
final class RecordData {
    /** Shorter records are copied from a block, because a call for each of them would take longer than its bytes. */
    private static final int BLOCK_BYTES = 64 << 10;

    private static final int DIRECT_BYTES = 4 << 10;

    private final Records records;
    private final DataStream stream;
    private final boolean canReuse;
    private byte[] last = new byte[0];
    private byte[] block = new byte[0];
    private long blockFrom;
    private long blockTo;
    private long generatedBytes;
    private long generatingNanos;

    /** @param canReuse whether an array may be overwritten when the next one is requested */
    RecordData(Records records, boolean canReuse) {
        this.records = records;
        this.canReuse = canReuse;
        this.stream = records.stream();
    }

    Records records() {
        return records;
    }

    /**
     * The data of a record.
     *
     * @param to end of the ids that may be read next
     */
    byte[] get(long id, long to) {
        int length = records.length(id);
        if (!canReuse || last.length != length) {
            last = new byte[length];
        }
        if (records.recordBytes() >= DIRECT_BYTES) {
            fill(id, last, length);
        } else {
            if (id < blockFrom || id >= blockTo) {
                fillBlock(id, to);
            }
            System.arraycopy(block, (int) (records.offset(id) - records.offset(blockFrom)), last, 0, length);
        }
        return last;
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
