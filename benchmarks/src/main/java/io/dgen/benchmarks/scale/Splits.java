package io.dgen.benchmarks.scale;

import io.dgen.DataGenerator;
import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.StoreMode;
import io.dgen.internal.parallel.SliceAssignment;
import io.dgen.internal.parallel.WorkerPool;
import io.dgen.internal.parallel.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** k workers that share out one buffer after another, beside k threads that each walk a part of the stream. */
final class Splits {
    private static final int PARTS = 64;
    private static final int PART_BYTES = 1 << 20;

    private static final DataStream STREAM = new DataStream(GeneratorConfig.builder()
            .seed(1)
            .sizeBytes(1L << 50)
            .maxThreads(1)
            .storeMode(StoreMode.STREAM) // the same for both
            .build());

    private Splits() {}

    static void measure(Scale.Settings settings) {
        MemorySegment buffer =
                Arena.ofAuto().allocate((long) PARTS * PART_BYTES, 4096).fill((byte) 1);
        List<MemorySegment> slices = IntStream.range(0, PARTS)
                .mapToObj(i -> buffer.asSlice((long) i * PART_BYTES, PART_BYTES))
                .toList();
        System.out.println("64 MiB of memory in parts of 1 MiB, streaming stores.\n");
        System.out.println("| k | GB/s, shared out to k workers | GB/s, k threads with a part of split(k) each"
                + " | shared out vs split |");
        System.out.println("|---|---|---|---|");
        for (int k : new int[] {2, 8, 64}) {
            Team.Task shared = shared(k, slices);
            Team.Task split = split(k, slices);
            List<Double> sharedRates = new ArrayList<>();
            List<Double> splitRates = new ArrayList<>();
            List<Double> ratios = new ArrayList<>();
            for (int round = -1; round < settings.rounds(); round++) {
                double a = Team.run(1, shared, settings.roundNanos()).perSecond() * PARTS * PART_BYTES;
                double b = Team.run(k, split, settings.roundNanos()).perSecond() * PART_BYTES;
                if (round >= 0) { // the first warms up
                    sharedRates.add(a);
                    splitRates.add(b);
                    ratios.add(a / b);
                }
            }
            System.out.printf(
                    "| %d | %.1f | %.1f | %.2f |%n",
                    k, Median.of(sharedRates) / 1e9, Median.of(splitRates) / 1e9, Median.of(ratios));
        }
    }

    private static Team.Task shared(int k, List<MemorySegment> slices) {
        WorkerPool pool = new WorkerPool("bench-split", k, () -> {});
        List<SliceAssignment> shares =
                List.of(new SliceAssignment(pool, k, IntStream.range(0, PARTS).toArray()));
        return thread -> () -> Workers.run(shares, part -> STREAM.fill((long) part * PART_BYTES, slices.get(part)));
    }

    private static Team.Task split(int k, List<MemorySegment> slices) {
        List<DataGenerator> generators = new DataGenerator(STREAM).split(k);
        int own = PARTS / k;
        return thread -> {
            int[] next = {0};
            return () -> generators.get(thread).fillChunk(slices.get(thread * own + next[0]++ % own));
        };
    }
}
