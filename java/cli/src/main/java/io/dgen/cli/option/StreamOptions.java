// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.option;

import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.MemoryCeiling;
import io.dgen.NumaMode;
import io.dgen.Recipe;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.terminal.Progress;
import io.dgen.cli.terminal.Stdio;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the commands that make the bytes of a stream: how to make them, and what to print. */
public final class StreamOptions {
    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Converters.OfThreads.class,
            description = "Largest number of threads that process data at the same time. Default, and the most that are"
                    + " used: one per CPU.")
    private @Nullable Integer threads;

    @Option(
            names = "--engine",
            paramLabel = "E",
            defaultValue = "auto",
            converter = Converters.OfEngine.class,
            completionCandidates = Converters.OfEngine.class,
            description = "The engine that generates: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Engine engine = Engine.AUTO;

    @Option(
            names = "--numa",
            paramLabel = "MODE",
            defaultValue = "auto",
            converter = Converters.OfNumaMode.class,
            completionCandidates = Converters.OfNumaMode.class,
            description = "Whether threads and buffers stay on NUMA nodes: ${COMPLETION-CANDIDATES}. Default:"
                    + " ${DEFAULT-VALUE}, which means: if several nodes have CPUs.")
    private NumaMode numaMode = NumaMode.AUTO;

    @Option(
            names = "--numa-node",
            paramLabel = "N",
            converter = Converters.OfNode.class,
            description = "Use threads and buffers of this NUMA node only. Default: of all nodes.")
    private @Nullable Integer numaNode;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Option(names = "--no-progress", description = "Show no progress bar on a terminal.")
    private boolean noProgress;

    /** {@return most threads; 0 if the number is not given} */
    int threads() {
        return threads == null ? 0 : threads;
    }

    public boolean isJson() {
        return json;
    }

    /** {@return a progress bar if standard error is a terminal and the options allow it} */
    public Progress progress(String task, long totalBytes, Stdio stdio) {
        return noProgress ? Progress.NONE : Progress.bar(task, totalBytes, stdio);
    }

    /** {@return the stream of a recipe, with the engine, threads and nodes of the options} */
    public DataStream toStream(Recipe recipe) throws Failure {
        if (engine == Engine.VECTOR || (engine == Engine.AUTO && MemoryCeiling.unavailable() != null)) {
            VectorModule.load();
        }
        GeneratorConfig.Builder builder =
                GeneratorConfig.builder().recipe(recipe).engine(engine).numaMode(numaMode);
        Given.set(threads, builder::maxThreads);
        Given.set(numaNode, builder::numaNode);
        try {
            return new DataStream(builder.build());
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
        }
    }
}
