// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.digest;

import io.dgen.internal.engine.PageEngine;
import io.dgen.internal.parallel.Workers;
import io.dgen.internal.stream.ByteSource;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * The hash of each part of a range. A hash is sequential, so each lane hashes one part after the other, and while one
 * thread hashes a chunk of a lane, another one makes its next chunk. There are as many lanes as threads or parts.
 */
public final class HashParts {
    private static final int CHUNK_BYTES = 1 << 20;

    private final ByteSource stream;
    private final Parts parts;
    private final byte[][] hashes;
    private final Lane[] lanes;

    /**
     * @param algorithm name for {@link MessageDigest}
     * @throws IllegalStateException if no provider of this Java runtime has the algorithm
     */
    public HashParts(ByteSource stream, Parts parts, String algorithm) {
        this.stream = stream;
        this.parts = parts;
        this.hashes = new byte[parts.count()][];
        this.lanes = new Lane[Math.min(parts.count(), stream.threads())];
        Arrays.setAll(lanes, i -> new Lane(newHash(algorithm), i));
    }

    /** {@return a new hash}
     *
     * @throws IllegalStateException if no provider of this Java runtime has the algorithm
     */
    public static MessageDigest newHash(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + ": no provider of this Java runtime has it", e);
        }
    }

    /** May be called once. See {@link CrcParts#run}. */
    public byte[][] run(LongConsumer progress) {
        long done = 0;
        boolean hasMore = true;
        while (hasMore) {
            Workers.checkInterrupted();
            // Hashes come first, because they take longer.
            stream.run(2 * lanes.length, i -> {
                if (i < lanes.length) {
                    lanes[i].hash();
                } else {
                    lanes[i - lanes.length].fill();
                }
            });
            hasMore = false;
            for (Lane lane : lanes) {
                done += lane.current.length;
                lane.swap();
                hasMore |= lane.current.part >= 0;
            }
            progress.accept(done);
        }
        return hashes;
    }

    /** Bytes of one part; the part is -1 in a chunk without bytes. */
    private final class Chunk {
        private final byte[] bytes = new byte[(int) Math.min(CHUNK_BYTES, parts.length(0))];
        private int part = -1;
        private int length;
        private boolean isLast;
    }

    /** Hashes every n-th part, for n lanes. */
    private final class Lane {
        private final MessageDigest hash;
        private Chunk current = new Chunk();
        private Chunk next = new Chunk();
        private int part;
        private long position;

        Lane(MessageDigest hash, int part) {
            this.hash = hash;
            this.part = part;
        }

        void hash() {
            if (current.part >= 0) {
                hash.update(current.bytes, 0, current.length);
                if (current.isLast) {
                    hashes[current.part] = hash.digest();
                }
            }
        }

        void fill() {
            if (part >= hashes.length) {
                next.part = -1;
                next.length = 0;
                return;
            }
            long left = parts.length(part) - position;
            next.part = part;
            next.length = (int) Math.min(CHUNK_BYTES, left);
            next.isLast = next.length == left;
            stream.fill(
                    parts.start(part) + position,
                    MemorySegment.ofArray(next.bytes).asSlice(0, next.length),
                    PageEngine.STORE_AUTO);
            position += next.length;
            if (next.isLast) {
                part += lanes.length;
                position = 0;
            }
        }

        void swap() {
            Chunk hashed = current;
            current = next;
            next = hashed;
        }
    }
}
