// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.dedup;

import java.util.Arrays;

/**
 * Counts how often each fingerprint occurs, in bounded native memory. When the memory is full, the bits of a
 * fingerprint determine whether it stays in the sample: all copies of a content are counted, or none. Thread-safe; the
 * result does not depend on the order in which threads add chunks.
 */
public final class FingerprintTable implements AutoCloseable {
    static final int SHARD_BITS = 4;

    private final Shard[] shards = new Shard[1 << SHARD_BITS];

    private long chunks;
    private long bytes;
    private long zeroChunks;
    private long zeroBytes;

    /** Chunks to add. Reusable. Not thread-safe. */
    public static final class Batch {
        private long[] fingerprints = new long[1024];
        private int[] lengths = new int[1024];
        private int size;
        /** Indexes of the chunks, sorted by shard. */
        private int[] order = new int[1024];

        void add(long fingerprint, int lengthBytes) {
            if (size == fingerprints.length) {
                fingerprints = Arrays.copyOf(fingerprints, 2 * size);
                lengths = Arrays.copyOf(lengths, 2 * size);
                order = new int[2 * size];
            }
            fingerprints[size] = fingerprint;
            lengths[size++] = lengthBytes;
        }

        void clear() {
            size = 0;
        }
    }

    /** @param maxBytes largest native memory for the fingerprints, in bytes */
    public FingerprintTable(long maxBytes) {
        for (int i = 0; i < shards.length; i++) {
            shards[i] = new Shard(maxBytes / shards.length);
        }
    }

    /** Memory for a number of distinct fingerprints, in bytes. */
    public static long bytesFor(long fingerprints) {
        return fingerprints > Long.MAX_VALUE / 64
                ? Long.MAX_VALUE
                : Shard.bytesFor(fingerprints + fingerprints / 8 + 1024);
    }

    void add(Batch batch) {
        int[] ends = new int[shards.length + 1];
        long addedBytes = 0;
        long addedZeroBytes = 0;
        int addedZeros = 0;
        for (int i = 0; i < batch.size; i++) {
            addedBytes += batch.lengths[i];
            if (batch.fingerprints[i] == Fingerprints.ZERO) {
                addedZeros++;
                addedZeroBytes += batch.lengths[i];
            } else {
                ends[shardOf(batch.fingerprints[i]) + 1]++;
            }
        }
        for (int s = 0; s < shards.length; s++) {
            ends[s + 1] += ends[s];
        }
        int[] at = ends.clone();
        for (int i = 0; i < batch.size; i++) {
            if (batch.fingerprints[i] != Fingerprints.ZERO) {
                batch.order[at[shardOf(batch.fingerprints[i])]++] = i;
            }
        }
        for (int s = 0; s < shards.length; s++) {
            if (ends[s] < ends[s + 1]) {
                shards[s].add(batch.fingerprints, batch.lengths, batch.order, ends[s], ends[s + 1]);
            }
        }
        count(batch.size, addedBytes, addedZeros, addedZeroBytes);
    }

    private synchronized void count(long addedChunks, long addedBytes, long addedZeros, long addedZeroBytes) {
        chunks += addedChunks;
        bytes += addedBytes;
        zeroChunks += addedZeros;
        zeroBytes += addedZeroBytes;
    }

    private static int shardOf(long fingerprint) {
        return (int) (fingerprint >>> 64 - SHARD_BITS);
    }

    /** Returns the counts so far; distinct chunks exclude chunks of zeros. */
    public synchronized DedupCounts counts() {
        DedupCounts counts = new DedupCounts(chunks, bytes, zeroChunks, zeroBytes);
        for (Shard shard : shards) {
            shard.addTo(counts);
        }
        return counts;
    }

    /** Native memory in use, in bytes. */
    public long memoryBytes() {
        return Arrays.stream(shards).mapToLong(Shard::memoryBytes).sum();
    }

    @Override
    public void close() {
        for (Shard shard : shards) {
            shard.close();
        }
    }
}
