// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.report;

import io.dgen.ByteSize;
import io.dgen.SystemRatios;

/** The table of the ratios that systems are expected to find. */
public final class SystemTable {
    public static final ReportTable<SystemRatios> TABLE = new ReportTable<SystemRatios>()
            .column("system", "system", "%s", s -> s.system().toString())
            .column("", "unit", "%s", s -> ByteSize.format(s.dedup().unitBytes()))
            .field("unitBytes", s -> s.dedup().unitBytes())
            .column("dedupRatio", "dedup", "%.3f", s -> s.dedup().ratio())
            .column("dedupErrorBound", "+-", "%.1f %%", s -> s.dedup().errorBound())
            .field("dedupAccuracy", s -> Text.lower(s.dedup().accuracy()))
            .column("compressRatio", "compress", "%.3f", SystemRatios::compressRatio)
            .column("compressErrorBound", "+-", "%.1f %%", SystemRatios::compressErrorBound)
            .column("combinedRatio", "together", "%.3f", SystemRatios::combinedRatio)
            .field("notes", SystemRatios::notes);

    private SystemTable() {}
}
