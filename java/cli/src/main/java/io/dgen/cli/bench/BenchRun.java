// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.AvailableMemory;
import io.dgen.ByteSize;
import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.NumaBuffer;
import io.dgen.NumaException;
import io.dgen.NumaMode;
import io.dgen.NumaPolicy;
import io.dgen.StoreMode;
import io.dgen.SystemInfo;
import io.dgen.SystemInfo.EngineInfo;
import io.dgen.SystemInfo.TierInfo;
import io.dgen.bench.thread.ThreadRunner;
import io.dgen.cli.bench.Group.GroupResult;
import io.dgen.cli.report.Text;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The measurement of one group.
 *
 * @param start time at which the first group began
 * @param result gets the points
 */
record BenchRun(SystemInfo info, BenchPlan plan, MemorySegment memory, long start, GroupResult result) {
    private static final long SMALL_BYTES = 256 << 10;

    /** Time after which a quick run measures as few rounds as possible. */
    private static final long QUICK_NANOS = 9_000_000_000L;

    /** Divisor of the available memory: the engines in Java and other programs need some, too. */
    private static final int MAX_MEMORY_PART = 4;

    /**
     * Measures all groups, one after the other, on the calling thread and, where the plan has more threads, on others.
     *
     * @param watcher called before each group
     * @throws NumaException if there is not enough memory for the smallest buffers
     * @throws IllegalStateException if the native library, which has the ceilings, is not loaded
     */
    static BenchReport run(SystemInfo info, BenchPlan wanted, Consumer<Group> watcher) {
        long start = System.nanoTime();
        LongFunction<NumaBuffer> allocator = bytes -> NumaBuffer.allocate(bytes, NumaPolicy.local());
        try (NumaBuffer buffer =
                allocate(wanted.wantedBytes(), AvailableMemory.now().bytes(), allocator)) {
            MemorySegment memory = buffer.segment();
            BenchPlan plan = wanted.within(memory.byteSize());
            Point ignored = Point.measure(
                    "", memory.asSlice(0, BenchPlan.PAGE_BYTES), 1, BufferTask.usual(), plan.warmUpBudget());
            DataStream usual = new DataStream(BufferTask.stream().build());
            List<GroupResult> results = new ArrayList<>();
            for (Group group : plan.groups()) {
                watcher.accept(group);
                GroupResult result = new GroupResult(group, group.about(usual), new ArrayList<>(), new ArrayList<>());
                new BenchRun(info, plan, memory, start, result).measure();
                results.add(result);
            }
            return BenchReport.of(info, plan, results, System.nanoTime() - start);
        }
    }

    /**
     * Allocates the wanted size, or less if there is less memory.
     *
     * @param memoryBytes that is available
     * @param allocator refuses with a {@link NumaException}
     * @throws NumaException if it refuses the smallest useful size, too
     */
    static <T> T allocate(long wantedBytes, long memoryBytes, LongFunction<T> allocator) {
        long most = Math.min(wantedBytes, BenchPlan.wholePages(memoryBytes / MAX_MEMORY_PART));
        for (long bytes = most; bytes > BenchPlan.MIN_MAX_BYTES; bytes = BenchPlan.wholePages(bytes / 2)) {
            try {
                return allocator.apply(bytes);
            } catch (NumaException e) {
                // less may be left
            }
        }
        return allocator.apply(BenchPlan.MIN_MAX_BYTES);
    }

    private void measure() {
        switch (result.group()) {
            case SIZE -> oneThread(plan.sizes(), BufferTask.usual());
            case THREADS -> threads();
            case RATIO -> ratios();
            case ENGINE -> engines();
            case STORE -> stores();
            case BUFFER -> buffers();
        }
    }

    private void measure(String name, MemorySegment buffer, int threads, List<BufferTask> tasks) {
        // With --quick, fewer rounds once the time budget is spent.
        boolean isLate = plan.isQuick() && System.nanoTime() - start > QUICK_NANOS;
        result.points().add(Point.measure(name, buffer, threads, tasks, plan.pointBudget(isLate)));
    }

    private void oneThread(List<Long> sizes, List<BufferTask> tasks) {
        sizes.forEach(bytes -> measure(ByteSize.format(bytes), memory.asSlice(0, bytes), 1, tasks));
    }

    private void threads() {
        long largest = Math.min(plan.maxBytes(), BenchPlan.wholePages(memory.byteSize() / plan.threads()));
        for (long bytes : distinct(Math.min(plan.usualBytes(), largest), largest)) {
            for (int threads : ThreadRunner.countsUpTo(plan.threads())) {
                List<BufferTask> tasks = new ArrayList<>(BufferTask.usual());
                if (bytes == largest) {
                    GeneratorConfig.Builder shared =
                            BufferTask.stream().numaMode(NumaMode.AUTO).maxThreads(threads);
                    tasks.addAll(BufferTask.fillAndVerify(" shared", shared));
                }
                String name = threads + " x " + ByteSize.format(bytes);
                measure(name, memory.asSlice(0, threads * bytes), threads, tasks);
            }
        }
    }

    private void ratios() {
        List<BufferTask> tasks = new ArrayList<>();
        for (double ratio : plan.ratios()) {
            String suffix = " " + Text.ratio(ratio) + ":1";
            tasks.addAll(BufferTask.fillAndVerify(suffix, BufferTask.stream().compressRatio(ratio)));
        }
        oneThread(distinct(plan.usualBytes(), plan.isQuick() ? plan.usualBytes() : plan.maxBytes()), tasks);
    }

    private void engines() {
        List<BufferTask> tasks = new ArrayList<>();
        for (TierInfo tier : info.tiers()) {
            if (isAvailable("tier", tier.tier(), tier.unavailable())) {
                GeneratorConfig.Builder stream = BufferTask.stream().engine(Engine.NATIVE);
                tasks.addAll(BufferTask.fillAndVerify(" " + Text.lower(tier.tier()), stream.tier(tier.tier())));
            }
        }
        for (EngineInfo engine : info.engines()) {
            if (engine.engine() != Engine.NATIVE && isAvailable("engine", engine.engine(), engine.unavailable())) {
                GeneratorConfig.Builder stream = BufferTask.stream().engine(engine.engine());
                tasks.addAll(BufferTask.fillAndVerify(" " + Text.lower(engine.engine()), stream));
            }
        }
        oneThread(List.of(plan.usualBytes()), tasks);
    }

    private boolean isAvailable(String kind, Enum<?> name, @Nullable String unavailable) {
        if (unavailable != null) {
            result.skipped().add(kind + " " + Text.lower(name) + ": " + unavailable);
        }
        return unavailable == null;
    }

    private void stores() {
        List<BufferTask> tasks = Arrays.stream(StoreMode.values())
                .map(mode -> BufferTask.fill(
                        " " + Text.lower(mode), BufferTask.stream().storeMode(mode)))
                .toList();
        long cache = BenchPlan.wholePages(BenchPlan.lastLevelCacheBytes(info.topology()) / 2);
        oneThread(distinct(SMALL_BYTES, cache == 0 ? SMALL_BYTES : cache, plan.maxBytes()), tasks);
    }

    private void buffers() {
        for (BufferKind kind : BufferKind.all(info.topology())) {
            kind.use(plan.maxBytes(), buffer -> oneThread(kind.name(), buffer), result.skipped()::add);
        }
    }

    private void oneThread(String kind, MemorySegment buffer) {
        for (long bytes : distinct(plan.usualBytes(), buffer.byteSize())) {
            String name = kind + ", " + ByteSize.format(bytes);
            measure(name, buffer.asSlice(0, bytes), 1, BufferTask.usual());
        }
    }

    /** {@return the sizes in ascending order, none above the largest buffer} */
    private List<Long> distinct(long... sizes) {
        return LongStream.of(sizes)
                .map(s -> Math.min(s, plan.maxBytes()))
                .distinct()
                .sorted()
                .boxed()
                .toList();
    }
}
