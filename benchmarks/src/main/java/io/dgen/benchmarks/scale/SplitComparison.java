// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.scale;

import io.dgen.DataGenerator;
import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.StoreMode;
import io.dgen.bench.report.MarkdownTable;
import io.dgen.bench.thread.ThreadRun;
import io.dgen.bench.thread.ThreadRunner;
import io.dgen.bench.thread.ThreadTask;
import io.dgen.internal.parallel.SliceAssignment;
import io.dgen.internal.parallel.Workers;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** k workers that share one buffer, compared with k threads that each generate a part of the stream. */
final class SplitComparison {
    private static final int PARTS = 64;
    private static final int PART_BYTES = 1 << 20;

    private static final MemorySegment BUFFER = Scale.memory((long) PARTS * PART_BYTES);

    private static final DataStream STREAM = new DataStream(GeneratorConfig.builder()
            .seed(1)
            .sizeBytes(1L << 50)
            .maxThreads(1)
            .storeMode(StoreMode.STREAM) // the same for both
            .build());

    private SplitComparison() {}

    static void print(Scale scale) {
        System.out.println("64 MiB of memory in parts of 1 MiB, streaming stores.\n");
        MarkdownTable.head(
                        "k",
                        "GB/s, one buffer shared by k workers",
                        "GB/s, k threads with a part of split(k) each",
                        "shared vs split")
                .forEach(System.out::println);
        for (int k : new int[] {2, 8, 64}) {
            try (ThreadRunner one = new ThreadRunner(1);
                    ThreadRunner all = new ThreadRunner(k)) {
                List<List<ThreadRun>> runs =
                        scale.measure(List.of(scale.candidate(one, shared(k)), scale.candidate(all, split(k))));
                double shared = ScaleTable.callsPerSecond(runs.getFirst()) * PARTS * PART_BYTES / 1e9;
                double split = ScaleTable.callsPerSecond(runs.getLast()) * PART_BYTES / 1e9;
                double ratio = ScaleTable.ratio(runs.getFirst(), runs.getLast(), ThreadRun::callsPerSecond) * PARTS;
                System.out.printf("| %d | %.1f | %.1f | %.2f |%n", k, shared, split, ratio);
            }
        }
    }

    private static MemorySegment part(long part) {
        return BUFFER.asSlice(part * PART_BYTES, PART_BYTES);
    }

    private static ThreadTask shared(int k) {
        List<SliceAssignment> job = List.of(Scale.slices(k, PARTS));
        return _ -> () -> Workers.run(job, part -> STREAM.fill((long) part * PART_BYTES, part(part)));
    }

    private static ThreadTask split(int k) {
        List<DataGenerator> generators = new DataGenerator(STREAM).split(k);
        int own = PARTS / k;
        return thread -> {
            int[] next = {0};
            return () -> generators.get(thread).fillChunk(part(thread * own + next[0]++ % own));
        };
    }
}
