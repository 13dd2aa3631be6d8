// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.record;

/**
 * A position among the records {@code [from, to)} that moves from one record to the next one without a search. It begins
 * before the first one. Not thread-safe.
 */
public final class RecordWalk {
    private final RecordTable table;
    private final long from;
    private final long to;
    private long index;
    private long offset;
    /** Bytes of the record; -1 if there is none. */
    private int length = -1;
    /** Classes of the records of the group; empty if there is only one class. */
    private final int[] classes;

    private int position;

    public RecordWalk(RecordTable table, long from, long to) {
        this.table = table;
        this.from = from;
        this.to = to;
        this.index = from - 1;
        this.classes = new int[table.classes() == 1 ? 0 : table.classes()];
    }

    /** Moves to the next record. Returns false at the end. */
    public boolean next() {
        if (length < 0) {
            return index < from && moveTo(from);
        }
        if (index == to - 1) {
            index = to;
            length = -1;
            return false;
        }
        int sizeClass = 0;
        if (classes.length > 0) {
            int following = (position + 1) % classes.length;
            if (following == 0) {
                table.readClasses((index + 1) / classes.length, classes);
            }
            position = following;
            sizeClass = classes[following];
        }
        index++;
        offset += length;
        length = table.length(sizeClass, offset);
        return true;
    }

    /** Moves to a record. Returns false if it is behind the end. */
    public boolean moveTo(long record) {
        index = record;
        if (record == to) {
            length = -1;
            return false;
        }
        offset = table.offset(record);
        length = table.length(record);
        if (classes.length > 0) {
            position = (int) (record % classes.length);
            table.readClasses(record / classes.length, classes);
        }
        return true;
    }

    /** @throws IllegalStateException if there is no record here */
    public void check() {
        if (length < 0) {
            throw new IllegalStateException(
                    index < from ? "no record: expected a call of next before" : "no record: next has returned false");
        }
    }

    /** Number of the record. */
    public long index() {
        return index;
    }

    /** Position of the record in the stream. */
    public long offset() {
        return offset;
    }

    /** Bytes of the record. */
    public int length() {
        return length;
    }
}
