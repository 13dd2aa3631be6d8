// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.generate;

import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.ObjectOutput;
import io.dgen.cli.option.RunOptions;
import io.dgen.cli.pipeline.StreamRange;
import io.dgen.cli.pipeline.WritePipeline;
import io.dgen.cli.terminal.Interruption;
import io.dgen.cli.terminal.Progress;
import io.dgen.cli.terminal.Stdio;
import java.io.IOException;

/**
 * Writes a range as an object, and closes it.
 *
 * @param printRecipe called after an early end: without the recipe, a random seed is lost
 */
record ObjectUpload(RunOptions options, Stdio stdio, Runnable printRecipe) {
    WritePipeline.Result run(ObjectOutput object, WritePipeline pipeline) throws Failure {
        StreamRange range = pipeline.range();
        long start = System.nanoTime();
        try (Interruption interruption = new Interruption(stdio, object.name(), printRecipe)) {
            try (object;
                    Progress progress = options.progress("generate", range.length(), stdio)) {
                object.upload(pipeline.stream().range(range.offset(), range.length()), progress::moveTo);
            } catch (IOException | InterruptedException e) {
                throw interruption.report(e, "the object was not written");
            }
        }
        return WritePipeline.Result.ofUpload(System.nanoTime() - start);
    }
}
