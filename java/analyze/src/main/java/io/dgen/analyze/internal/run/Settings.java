package io.dgen.analyze.internal.run;

import io.dgen.analyze.internal.compress.BlockCompressor;
import java.util.List;
import java.util.function.Supplier;

/**
 * What is measured.
 *
 * @param unitBytes fixed dedup units, powers of two, ascending
 * @param averageBytes of content-defined chunkers, powers of two
 * @param compressors makers of each
 * @param blockBytes block sizes to compress, powers of two
 * @param sampleShare share of the input that is compressed, 0 to 1
 * @param threads number of threads
 */
public record Settings(
        List<Integer> unitBytes,
        List<Integer> averageBytes,
        List<Supplier<BlockCompressor>> compressors,
        List<Integer> blockBytes,
        double sampleShare,
        int threads) {}
