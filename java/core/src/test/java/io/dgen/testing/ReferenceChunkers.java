// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import java.util.zip.CRC32C;

/** Chunkers that read bytes, written from the descriptions of the algorithms: unique bytes of a stream. */
public final class ReferenceChunkers {
    private static final int[] BUZHASH = new SplittableRandom(78).ints(256).toArray();
    private static final long[] GEAR = new SplittableRandom(77).longs(256).toArray();
    private static final int ROLLSUM_WINDOW = 64;
    private static final int MATCHED_CHUNK = 64 << 10;

    private ReferenceChunkers() {}

    /** Finds the end of the chunk that starts at an index. */
    private interface Cutter {
        int end(byte[] bytes, int start);
    }

    /** The chunker of that text form. */
    public static ToLongFunction<byte[]> of(String chunker) {
        return chunker.equals("zbackup")
                ? ReferenceChunkers::matchedUnique
                : bytes -> unique(cutter(chunker), List.of(bytes));
    }

    /** The chunker of that text form, which starts anew with each file. */
    public static ToLongFunction<List<byte[]>> ofFiles(String chunker) {
        return files -> unique(cutter(chunker), files);
    }

    private static Cutter cutter(String chunker) {
        String[] words = chunker.split("[@,]");
        return switch (words[0]) {
            case "fastcdc" -> gear(kib(words[1]), 2);
            case "gear" -> gear(kib(words[1]), 0);
            case "borg" ->
                borg(
                        1 << Integer.parseInt(words[1]),
                        1 << Integer.parseInt(words[2]),
                        (1 << Integer.parseInt(words[3])) - 1,
                        Integer.parseInt(words[4]));
            case "casync" -> casync(kib(words[1]));
            case "bup" -> ReferenceChunkers::rollsum;
            default -> throw new IllegalArgumentException(chunker);
        };
    }

    private static int kib(String text) {
        return Integer.parseInt(text.replace("KiB", "")) << 10;
    }

    private static long unique(Cutter cutter, List<byte[]> files) {
        Set<Long> seen = new HashSet<>();
        long unique = 0;
        for (byte[] bytes : files) {
            for (int at = 0; at < bytes.length; ) {
                int end = cutter.end(bytes, at);
                if (seen.add(fingerprint(bytes, at, end))) {
                    unique += end - at;
                }
                at = end;
            }
        }
        return unique;
    }

    private static long fingerprint(byte[] bytes, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, to - from);
        long first = 0;
        for (int i = from; i < Math.min(from + 8, to); i++) {
            first = first << 8 | bytes[i] & 0xFF;
        }
        // A hash of 32 bits is sufficient for these few chunks, together with their lengths and first bytes.
        return crc.getValue() * 0x9E3779B97F4A7C15L ^ first ^ (long) (to - from) << 40;
    }

    /** FastCDC: normalised chunking, chunks of 1/4 to 8 times the average. */
    private static Cutter gear(int average, int level) {
        int bits = Integer.numberOfTrailingZeros(average);
        long strict = -1L << Long.SIZE - bits - level;
        long loose = -1L << Long.SIZE - bits + level;
        return (bytes, start) -> {
            int end = (int) Math.min(bytes.length, start + 8L * average);
            long hash = 0;
            for (int i = start + average / 4; i < end; i++) {
                hash = (hash << 1) + GEAR[bytes[i] & 0xFF];
                if ((hash & (i - start < average ? strict : loose)) == 0) {
                    return i + 1;
                }
            }
            return end;
        };
    }

    /** The window of the hash follows the end of the chunk. */
    private static Cutter borg(int min, int max, int mask, int window) {
        return (bytes, start) -> {
            int end = Math.min(bytes.length, start + max);
            int hash = 0;
            for (int i = start + min; i < bytes.length; i++) {
                hash = Integer.rotateLeft(hash, 1) ^ BUZHASH[bytes[i] & 0xFF];
                int cut = i + 1 - window;
                if (cut > start + min) {
                    hash ^= Integer.rotateLeft(BUZHASH[bytes[cut - 1] & 0xFF], window);
                }
                if (cut >= end) {
                    break;
                }
                if (cut >= start + min && (hash & mask) == 0) {
                    return cut;
                }
            }
            return end;
        };
    }

    private static Cutter casync(int average) {
        int positions = (int) (average / (1.33237515 - 1.42888852e-7 * average));
        int window = 48;
        return (bytes, start) -> {
            int end = Math.min(bytes.length, start + 4 * average);
            int hash = 0;
            for (int i = start; i < end; i++) {
                hash = Integer.rotateLeft(hash, 1) ^ BUZHASH[bytes[i] & 0xFF];
                if (i - start >= window) {
                    hash ^= Integer.rotateLeft(BUZHASH[bytes[i - window] & 0xFF], window);
                }
                if (i + 1 - start >= average / 4 && Integer.remainderUnsigned(hash, positions) == positions - 1) {
                    return i + 1;
                }
            }
            return end;
        };
    }

    /** The checksum of rsync, which starts anew with each chunk. */
    private static int rollsum(byte[] bytes, int start) {
        int end = Math.min(bytes.length, start + (32 << 10));
        int sum = ROLLSUM_WINDOW * 31;
        int sums = ROLLSUM_WINDOW * (ROLLSUM_WINDOW - 1) * 31;
        for (int i = start; i < end; i++) {
            int dropped = i - start < ROLLSUM_WINDOW ? 0 : bytes[i - ROLLSUM_WINDOW] & 0xFF;
            sum += (bytes[i] & 0xFF) - dropped;
            sums += sum - ROLLSUM_WINDOW * (dropped + 31);
            if ((sums & 0x1FFF) == 0x1FFF) {
                return i + 1;
            }
        }
        return end;
    }

    /** Searches each window of 64 KiB among the stored chunks; bytes before a match become a shorter chunk. */
    private static long matchedUnique(byte[] bytes) {
        final long base = 0x9E3779B97F4A7C15L;
        long outgoing = 1;
        for (int i = 0; i < MATCHED_CHUNK; i++) {
            outgoing *= base;
        }
        Set<Long> chunks = new HashSet<>();
        Set<Long> shorter = new HashSet<>();
        long unique = 0;
        int stored = 0;
        int at = 0;
        while (at + MATCHED_CHUNK <= bytes.length) {
            long hash = 0;
            for (int i = at; i < at + MATCHED_CHUNK; i++) {
                hash = hash * base + bytes[i];
            }
            while (!chunks.contains(hash) && at + MATCHED_CHUNK < bytes.length) {
                hash = hash * base + bytes[at + MATCHED_CHUNK] - outgoing * bytes[at];
                at++;
                if (at - stored == MATCHED_CHUNK) {
                    long chunk = 0;
                    for (int i = stored; i < at; i++) {
                        chunk = chunk * base + bytes[i];
                    }
                    chunks.add(chunk);
                    unique += MATCHED_CHUNK;
                    stored = at;
                }
            }
            if (!chunks.contains(hash)) {
                break;
            }
            if (stored < at && shorter.add(fingerprint(bytes, stored, at))) {
                unique += at - stored;
            }
            at += MATCHED_CHUNK;
            stored = at;
        }
        return unique + bytes.length - stored;
    }
}
