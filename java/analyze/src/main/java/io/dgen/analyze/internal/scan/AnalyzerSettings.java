// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

import io.dgen.analyze.internal.compress.BlockCompressor;
import java.util.List;
import java.util.function.Supplier;

/**
 * Settings of one analyzer, all within their ranges.
 *
 * @param unitBytes fixed dedup units in bytes, powers of two, ascending
 * @param averageBytes averages of content-defined chunkers in bytes, powers of two, ascending
 * @param compressors factories, one for each compressor
 * @param blockBytes sizes of the blocks to compress in bytes, powers of two, ascending
 * @param sampleShare share of the input that is compressed, above 0, at most 1
 * @param memoryBytes largest native memory for fingerprints, in bytes
 * @param threads number of threads
 */
public record AnalyzerSettings(
        List<Integer> unitBytes,
        List<Integer> averageBytes,
        List<Supplier<BlockCompressor>> compressors,
        List<Integer> blockBytes,
        double sampleShare,
        long memoryBytes,
        int threads) {}
