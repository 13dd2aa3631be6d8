// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import io.dgen.cli.io.Source;
import io.dgen.cli.terminal.Progress;
import java.io.IOException;

/** Compares a source with a range of a stream. May be used for one run. */
public record ReadPipeline(Comparison comparison) {
    /** {@return times of reading (the producer) and verifying (the consumer)} */
    public Timing run(ChunkWorkers workers, Source source, Progress progress) throws IOException, InterruptedException {
        return workers.read((buffer, position) -> comparison.read(source, buffer, position), (bytes, position) -> {
            comparison.verify(bytes, position);
            progress.moveTo(comparison.found().checkedBytes());
        });
    }
}
