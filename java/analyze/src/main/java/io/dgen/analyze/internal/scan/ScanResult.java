// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

import io.dgen.analyze.internal.compress.BlockCounts;
import io.dgen.analyze.internal.compress.EntropyMeter;
import io.dgen.analyze.internal.dedup.DedupCounts;
import java.util.List;

/**
 * Result of a scan. The lists are in the order of the settings.
 *
 * @param input counts of the input
 * @param fixed the counts of each fixed unit
 * @param contentDefined the counts of each average of content-defined chunks
 * @param compression the counts of each compressor, and in these of each block size
 * @param entropy the entropy of the bytes
 * @param sampledBytes number of bytes that {@code compression} and {@code entropy} cover
 */
public record ScanResult(
        InputTally input,
        List<DedupCounts> fixed,
        List<DedupCounts> contentDefined,
        List<List<BlockCounts>> compression,
        EntropyMeter entropy,
        long sampledBytes) {}
