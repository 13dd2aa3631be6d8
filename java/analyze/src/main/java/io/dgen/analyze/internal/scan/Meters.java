// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

import io.dgen.analyze.internal.compress.BlockMeter;
import io.dgen.analyze.internal.compress.EntropyMeter;
import io.dgen.analyze.internal.dedup.ContentDefinedChunker;
import io.dgen.analyze.internal.dedup.DedupCounts;
import io.dgen.analyze.internal.dedup.FingerprintTable;
import io.dgen.analyze.internal.dedup.FixedUnitCounter;
import java.util.ArrayList;
import java.util.List;

/** All counters of one scan. Owns the native memory of the fingerprint tables. */
final class Meters implements AutoCloseable {
    /** Tables of the fixed units, then of the content-defined chunkers. */
    private final List<FingerprintTable> tables = new ArrayList<>();

    private final FixedUnitCounter fixedUnits;
    private final List<ContentDefinedChunker> chunkers = new ArrayList<>();
    private final List<BlockMeter> blocks;
    private final EntropyMeter entropy = new EntropyMeter();

    /** @param tableBytes memory of each table in bytes */
    Meters(AnalyzerSettings settings, List<Long> tableBytes) {
        try {
            tableBytes.forEach(bytes -> tables.add(new FingerprintTable(bytes)));
            int units = settings.unitBytes().size();
            fixedUnits = new FixedUnitCounter(settings.unitBytes(), tables.subList(0, units));
            for (int average : settings.averageBytes()) {
                chunkers.add(new ContentDefinedChunker(tables.get(units + chunkers.size()), average));
            }
            blocks = settings.compressors().stream()
                    .map(compressor -> new BlockMeter(compressor, settings.blockBytes()))
                    .toList();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    FixedUnitCounter fixedUnits() {
        return fixedUnits;
    }

    List<ContentDefinedChunker> chunkers() {
        return chunkers;
    }

    /** One for each compressor. */
    List<BlockMeter> blocks() {
        return blocks;
    }

    EntropyMeter entropy() {
        return entropy;
    }

    /** Returns all counts, once all threads have finished. */
    ScanResult result(InputTally tally, long sampledBytes) {
        List<DedupCounts> counts = tables.stream().map(FingerprintTable::counts).toList();
        int units = counts.size() - chunkers.size();
        return new ScanResult(
                tally,
                counts.subList(0, units),
                counts.subList(units, counts.size()),
                blocks.stream().map(BlockMeter::counts).toList(),
                entropy,
                sampledBytes);
    }

    @Override
    public void close() {
        tables.forEach(FingerprintTable::close);
    }
}
