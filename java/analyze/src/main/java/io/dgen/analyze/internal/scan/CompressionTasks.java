// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

import io.dgen.analyze.internal.compress.BlockMeter;
import io.dgen.analyze.internal.compress.EntropyMeter;
import io.dgen.analyze.internal.scan.Window.Extent;
import io.dgen.analyze.internal.scan.Window.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Splits the compression of windows, and the count of their entropy, into independent tasks. Samples the input. */
final class CompressionTasks {
    private final List<BlockMeter> meters;
    private final EntropyMeter entropy;
    private final Sampler sampler;
    private final int pieceBytes;
    private final BooleanSupplier stop;
    private long sampledBytes;

    /** @param stop queried before each block; ends a task when true */
    CompressionTasks(AnalyzerSettings settings, Meters meters, BooleanSupplier stop) {
        this.meters = meters.blocks();
        this.stop = stop;
        entropy = meters.entropy();
        sampler = new Sampler(settings.sampleShare());
        pieceBytes =
                settings.blockBytes().stream().mapToInt(Integer::intValue).reduce(PieceGroups.GROUP_BYTES, Math::max);
    }

    List<Runnable> split(Window window) {
        PieceGroups<Piece> groups = new PieceGroups<>();
        for (Extent extent : window.extents()) {
            for (Piece piece : extent.pieces(pieceBytes)) {
                if (sampler.takesNext()) {
                    sampledBytes += piece.length();
                    groups.add(piece, piece.length());
                }
            }
        }
        List<Runnable> tasks = new ArrayList<>();
        byte[] data = window.data();
        for (List<Piece> group : groups.groups()) {
            tasks.add(() -> group.forEach(p -> entropy.add(data, p.from(), p.to())));
            for (BlockMeter meter : meters) {
                tasks.add(() -> group.forEach(p -> meter.add(data, p.from(), p.to(), stop)));
            }
        }
        return tasks;
    }

    /** Number of bytes in the sample so far. */
    long sampledBytes() {
        return sampledBytes;
    }
}
