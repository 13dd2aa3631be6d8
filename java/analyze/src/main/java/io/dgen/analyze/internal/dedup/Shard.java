// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.dedup;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A hash table with open addressing in native memory, so that it takes no heap and the garbage collector does not copy
 * it. An entry is a fingerprint, followed by a word with the number of copies in the upper bits and the content's
 * length in the lower ones. When the table is full at its largest capacity, it drops the fingerprints in which one more
 * of the low bits is not zero. The counts of the others remain exact, because every earlier sample contained them.
 * Thread-safe.
 */
final class Shard implements AutoCloseable {
    private static final int ENTRY_BYTES = 16;
    private static final int MIN_CAPACITY = 64;

    /** Largest percentage of slots in use. */
    private static final int MAX_LOAD = 70;

    /** Memory relative to the capacity: while one of the 16 shards grows, its old table exists, too. */
    private static final double GROWTH = 1.1;

    private static final int LENGTH_BITS = 24;
    private static final long ONE_COPY = 1L << LENGTH_BITS;
    private static final long LENGTH_MASK = ONE_COPY - 1;
    private static final long SPREAD = 0xD6E8FEB86659FD93L;

    private final long maxCapacity;
    private long capacity = MIN_CAPACITY;
    private EntryArray array = new EntryArray(capacity);
    private MemorySegment entries = array.segment;
    private long size;
    private int sampleBits;

    /** Native memory of a number of entries, all free at first. */
    private static final class EntryArray implements AutoCloseable {
        private final Arena arena = Arena.ofShared();
        private final MemorySegment segment;

        EntryArray(long capacity) {
            segment = arena.allocate(capacity * ENTRY_BYTES, ENTRY_BYTES);
        }

        @Override
        public void close() {
            arena.close();
        }
    }

    Shard(long maxBytes) {
        maxCapacity = Math.max(MIN_CAPACITY, (long) (maxBytes / GROWTH) / ENTRY_BYTES);
    }

    static long bytesFor(long fingerprints) {
        return (long) (fingerprints * 100.0 / MAX_LOAD * ENTRY_BYTES * GROWTH);
    }

    /** Adds the chunks with the indexes {@code order[from]} to {@code order[to - 1]}. */
    synchronized void add(long[] fingerprints, int[] lengths, int[] order, int from, int to) {
        for (int i = from; i < to; i++) {
            long fingerprint = fingerprints[order[i]];
            if (isKept(fingerprint)) {
                addOne(fingerprint, lengths[order[i]]);
            }
        }
    }

    private boolean isKept(long fingerprint) {
        return (fingerprint & (1L << sampleBits) - 1) == 0;
    }

    private void addOne(long fingerprint, int length) {
        long slot = slotOf(fingerprint);
        long found = entries.getAtIndex(JAVA_LONG, 2 * slot);
        if (found == fingerprint) {
            entries.setAtIndex(JAVA_LONG, 2 * slot + 1, entries.getAtIndex(JAVA_LONG, 2 * slot + 1) + ONE_COPY);
            return;
        }
        put(slot, fingerprint, ONE_COPY | length);
        size++;
        while (size * 100 > capacity * MAX_LOAD) {
            makeRoom();
        }
    }

    /** Returns the slot of the fingerprint's entry, or the free slot where it belongs. */
    private long slotOf(long fingerprint) {
        long slot = Math.unsignedMultiplyHigh(fingerprint * SPREAD, capacity);
        while (true) {
            long found = entries.getAtIndex(JAVA_LONG, 2 * slot);
            if (found == fingerprint || found == Fingerprints.ZERO) {
                return slot;
            }
            slot = slot + 1 == capacity ? 0 : slot + 1;
        }
    }

    private void put(long slot, long fingerprint, long countAndLength) {
        entries.setAtIndex(JAVA_LONG, 2 * slot, fingerprint);
        entries.setAtIndex(JAVA_LONG, 2 * slot + 1, countAndLength);
    }

    private void makeRoom() {
        long oldCapacity = capacity;
        if (capacity < maxCapacity) {
            capacity = Math.min(maxCapacity, 2 * capacity);
        } else {
            sampleBits++;
        }
        EntryArray oldArray = array;
        MemorySegment old = entries;
        array = new EntryArray(capacity);
        entries = array.segment;
        size = 0;
        for (long slot = 0; slot < oldCapacity; slot++) {
            long fingerprint = old.getAtIndex(JAVA_LONG, 2 * slot);
            if (fingerprint != Fingerprints.ZERO && isKept(fingerprint)) {
                put(slotOf(fingerprint), fingerprint, old.getAtIndex(JAVA_LONG, 2 * slot + 1));
                size++;
            }
        }
        oldArray.close();
    }

    synchronized void addTo(DedupCounts counts) {
        DedupCounts.ShardSums sums = new DedupCounts.ShardSums();
        double weight = Math.scalb(1.0, sampleBits);
        for (long slot = 0; slot < capacity; slot++) {
            if (entries.getAtIndex(JAVA_LONG, 2 * slot) != Fingerprints.ZERO) {
                long countAndLength = entries.getAtIndex(JAVA_LONG, 2 * slot + 1);
                sums.add((int) (countAndLength & LENGTH_MASK));
                counts.copies().add(countAndLength >>> LENGTH_BITS, weight);
            }
        }
        counts.addShard(sums, sampleBits);
    }

    synchronized long memoryBytes() {
        return capacity * ENTRY_BYTES;
    }

    @Override
    public synchronized void close() {
        array.close();
    }
}
