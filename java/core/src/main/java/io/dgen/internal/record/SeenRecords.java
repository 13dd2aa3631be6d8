// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.record;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A set of numbers of records. Numbers that come in order take no memory, others 1 bit for each number between the first
 * one that is missing and the largest one. Not thread-safe.
 */
public final class SeenRecords {
    private static final int CHUNK_BITS = 16;
    private static final int CHUNK = 1 << CHUNK_BITS;

    /** The first number that is missing. */
    private long missing;

    private long count;

    /** Of the numbers above {@link #missing}; the key is their upper bits. */
    private final Map<Long, Chunk> chunks = new HashMap<>();

    /** The chunk that was used last: numbers are mostly near the one before. */
    private @Nullable Chunk last;

    private static final class Chunk {
        final long key;
        /** Null if all numbers of the chunk are in the set. */
        private long @Nullable [] bits = new long[CHUNK / Long.SIZE];

        private int count;

        Chunk(long key) {
            this.key = key;
        }

        boolean has(long number) {
            return bits == null || (bits[(int) (number % CHUNK) / Long.SIZE] & 1L << number) != 0;
        }

        void add(long number) {
            if (bits != null) {
                bits[(int) (number % CHUNK) / Long.SIZE] |= 1L << number;
                count++;
                bits = count == CHUNK ? null : bits;
            }
        }
    }

    /** @param first smallest number */
    public SeenRecords(long first) {
        missing = first;
    }

    /** Adds a number. Returns false if the set has it. */
    public boolean add(long number) {
        if (number < missing) {
            return false;
        }
        if (number == missing) {
            missing++;
            advance();
        } else {
            Chunk chunk = chunk(number);
            if (chunk == null) {
                chunk = new Chunk(number >>> CHUNK_BITS);
                chunks.put(chunk.key, chunk);
            }
            if (chunk.has(number)) {
                return false;
            }
            chunk.add(number);
        }
        count++;
        return true;
    }

    private void advance() {
        while (!chunks.isEmpty()) {
            if (missing % CHUNK == 0) {
                chunks.remove((missing >>> CHUNK_BITS) - 1);
            }
            Chunk chunk = chunk(missing);
            if (chunk == null || !chunk.has(missing)) {
                return;
            }
            missing++;
        }
    }

    private @Nullable Chunk chunk(long number) {
        long key = number >>> CHUNK_BITS;
        if (last == null || last.key != key) {
            last = chunks.get(key);
        }
        return last;
    }

    /** How many numbers the set has. */
    public long count() {
        return count;
    }

    /** The first number that is missing. */
    public long firstMissing() {
        return missing;
    }
}
