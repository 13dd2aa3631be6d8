// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.record;

import io.dgen.internal.dataset.Strata;

/**
 * Positions of the records of a stream (docs/format.md, "Records"). Each record costs at most one group of the strata; of
 * records of one size, each costs a multiplication. Immutable.
 */
public final class RecordTable {
    private final Strata strata;
    private final Strata.Measure bytes;
    private final long totalBytes;
    private final long count;

    /**
     * @param strata sizes of at most 2^31 - 1 bytes, not all of them 0
     * @param totalBytes size of the stream
     * @throws IllegalArgumentException if there are 2^63 records or more
     */
    public RecordTable(Strata strata, long totalBytes) {
        this.strata = strata;
        this.bytes = strata.measure(size -> size);
        this.totalBytes = totalBytes;
        if ((totalBytes - 1) / bytes.ofGroup() + 1 > Long.MAX_VALUE / strata.classes()) {
            throw new IllegalArgumentException("stream of " + totalBytes + " bytes: expected less than 2^63 records; "
                    + strata.classes() + " records have " + bytes.ofGroup() + " bytes together");
        }
        this.count = totalBytes == 0 ? 0 : bytes.locate(totalBytes - 1) + 1;
    }

    /** Number of records: the smallest one with as many bytes as the stream, or more. */
    public long count() {
        return count;
    }

    /**
     * Position in the stream of the first byte of a record.
     *
     * @param record 0 .. {@link #count}; this last one is the end of the stream
     */
    public long offset(long record) {
        return record == count ? totalBytes : bytes.before(record);
    }

    /** Bytes of a record; the last one ends with the stream. */
    public int length(long record) {
        long size = strata.size(strata.classOf(record));
        return (int) (record == count - 1 ? Math.min(size, totalBytes - offset(record)) : size);
    }

    /** The record that contains a byte of the stream. */
    public long recordAt(long offset) {
        return bytes.locate(offset);
    }

    int classes() {
        return strata.classes();
    }

    void readClasses(long group, int[] classes) {
        strata.readClasses(group, classes);
    }

    /** Bytes of a record of a class that begins at an offset. */
    int length(int sizeClass, long offset) {
        return (int) Math.min(strata.size(sizeClass), totalBytes - offset);
    }
}
