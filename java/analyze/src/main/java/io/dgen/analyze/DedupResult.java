// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze;

import io.dgen.analyze.internal.dedup.DedupCounts;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Result of deduplication with chunks of one kind. Chunks of zeros are counted separately, because many systems handle
 * them separately. The last, shorter chunk of a file counts as a chunk. Immutable.
 *
 * @param chunkBytes size of a chunk, or the average that a content-defined chunker is set to, in bytes
 * @param chunks number of chunks, including chunks of zeros
 * @param bytes number of bytes in them
 * @param zeroChunks number of chunks that are all zeros
 * @param zeroBytes number of bytes in them
 * @param uniqueChunks number of distinct chunks, except chunks of zeros; an estimate if {@code !isExact}
 * @param uniqueBytes number of bytes in them; an estimate if {@code !isExact}
 * @param isExact whether all fingerprints fitted into the memory
 * @param standardDeviation standard deviation of {@code uniqueBytes}, in bytes; 0 if exact
 * @param copies the distinct contents by their number of copies, fewest first, except chunks of zeros
 */
public record DedupResult(
        long chunkBytes,
        long chunks,
        long bytes,
        long zeroChunks,
        long zeroBytes,
        double uniqueChunks,
        double uniqueBytes,
        boolean isExact,
        double standardDeviation,
        List<CopiesClass> copies) {

    /** Keeps a copy of the list. */
    public DedupResult {
        copies = List.copyOf(copies);
    }

    static List<DedupResult> of(List<Integer> chunkBytes, List<DedupCounts> counts) {
        return IntStream.range(0, chunkBytes.size())
                .mapToObj(i -> of(chunkBytes.get(i), counts.get(i)))
                .toList();
    }

    private static DedupResult of(long chunkBytes, DedupCounts counts) {
        return new DedupResult(
                chunkBytes,
                counts.chunks(),
                counts.bytes(),
                counts.zeroChunks(),
                counts.zeroBytes(),
                counts.uniqueChunks(),
                counts.uniqueBytes(),
                counts.isExact(),
                counts.standardDeviation(),
                CopiesClass.of(counts.copies()));
    }

    /**
     * {@return bytes of the input per byte that must be stored, N:1} One of the chunks of zeros must be stored, if there is
     * any. 1 for an empty input.
     */
    public double ratio() {
        return ratio((double) bytes, storedBytes());
    }

    /** {@return the ratio without the chunks of zeros, N:1} 1 if there are no other chunks. */
    public double ratioWithoutZeros() {
        return ratio((double) (bytes - zeroBytes), uniqueBytes);
    }

    /**
     * {@return a bound of the ratio's relative error} Three standard deviations of the estimate: the true ratio is within
     * the bound in more than 99 of 100 cases. 0 if the result is exact.
     */
    public double relativeError() {
        return uniqueBytes == 0 ? 0 : 3 * standardDeviation / storedBytes();
    }

    private double storedBytes() {
        return uniqueBytes + (zeroChunks == 0 ? 0 : (double) zeroBytes / zeroChunks);
    }

    private static double ratio(double bytes, double stored) {
        return stored == 0 ? 1 : bytes / stored;
    }
}
