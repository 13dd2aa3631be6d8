// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze;

import io.dgen.analyze.internal.compress.BlockCounts;
import io.dgen.analyze.internal.scan.AnalyzerSettings;
import io.dgen.analyze.internal.scan.InputTally;
import io.dgen.analyze.internal.scan.ScanResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Result of an analysis. Immutable.
 *
 * @param bytes number of bytes that were read
 * @param files number of files that were read to their end; 1 for an input that is not a directory
 * @param skipped number of directory entries that are neither file nor directory: symbolic links, devices, pipes
 * @param unreadCount number of files and directories that could not be read, or not to their end
 * @param unread the first of these files and directories, at most 100
 * @param fixed deduplication with fixed units, smallest first
 * @param contentDefined deduplication with content-defined chunks, smallest average first
 * @param compression the compression of blocks, ordered by compressor as in the analyzer, then by block size, smallest
 *     first
 * @param entropy the entropy of the bytes
 * @param sampledBytes number of bytes that {@code compression} and {@code entropy} cover; all without a sample
 */
public record Analysis(
        long bytes,
        long files,
        long skipped,
        long unreadCount,
        List<Unread> unread,
        List<DedupResult> fixed,
        List<DedupResult> contentDefined,
        List<CompressionResult> compression,
        Entropy entropy,
        long sampledBytes) {

    /** Keeps copies of the lists. */
    public Analysis {
        unread = List.copyOf(unread);
        fixed = List.copyOf(fixed);
        contentDefined = List.copyOf(contentDefined);
        compression = List.copyOf(compression);
    }

    /**
     * A file or directory that could not be read, or not to its end.
     *
     * @param path the file or directory
     * @param cause the failure
     */
    public record Unread(Path path, IOException cause) {}

    static Analysis of(ScanResult found, AnalyzerSettings settings, List<Codec> codecs) {
        InputTally input = found.input();
        return new Analysis(
                input.bytes(),
                input.files(),
                input.skipped(),
                input.unreadableCount(),
                input.unreadable().stream()
                        .map(u -> new Unread(u.path(), u.cause()))
                        .toList(),
                DedupResult.of(settings.unitBytes(), found.fixed()),
                DedupResult.of(settings.averageBytes(), found.contentDefined()),
                compression(found.compression(), settings.blockBytes(), codecs),
                Entropy.of(found.entropy()),
                found.sampledBytes());
    }

    private static List<CompressionResult> compression(
            List<List<BlockCounts>> counts, List<Integer> blockBytes, List<Codec> codecs) {
        List<CompressionResult> results = new ArrayList<>();
        for (int c = 0; c < codecs.size(); c++) {
            for (int b = 0; b < blockBytes.size(); b++) {
                results.add(CompressionResult.of(
                        codecs.get(c), blockBytes.get(b), counts.get(c).get(b)));
            }
        }
        return results;
    }

    /**
     * {@return the deduplication at a fixed unit}
     *
     * @param unitBytes size of the unit in bytes
     * @throws IllegalArgumentException if the analysis does not have it
     */
    public DedupResult fixed(long unitBytes) {
        return fixed.stream()
                .filter(d -> d.chunkBytes() == unitBytes)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unit " + unitBytes + ": expected one of "
                        + fixed.stream().map(DedupResult::chunkBytes).toList()));
    }

    /**
     * {@return the compression of blocks of a size}
     *
     * @param codec the compressor
     * @param blockBytes size of the blocks in bytes
     * @throws IllegalArgumentException if the analysis does not have it
     */
    public CompressionResult compression(Codec codec, long blockBytes) {
        return compression.stream()
                .filter(c -> c.isOf(codec, blockBytes))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("compressor " + codec + " at " + blockBytes
                        + ": expected one of "
                        + compression.stream()
                                .map(c -> c.codec() + "@" + c.blockBytes())
                                .toList()));
    }
}
