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
import io.dgen.bench.thread.ThreadCounts;
import io.dgen.cli.report.Text;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Measures a group of a plan. */
final class BenchRun {
    private static final long SMALL_BYTES = 256 << 10;

    /** Time after which a quick run measures as few rounds as possible. */
    private static final long QUICK_NANOS = 9_000_000_000L;

    /** Divisor of the available memory: the engines in Java and other programs need some, too. */
    private static final int MAX_MEMORY_PART = 4;

    private final SystemInfo info;
    private final BenchPlan plan;
    private final MemorySegment memory;
    private final long start;
    private final List<Point> points = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    private BenchRun(SystemInfo info, BenchPlan plan, MemorySegment memory, long start) {
        this.info = info;
        this.plan = plan;
        this.memory = memory;
        this.start = start;
    }

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
            // The JVM compiles calls of the kernel after thousands of them: measurements of small buffers would wait.
            BenchPlan.PointBudget budget = plan.pointBudget(true);
            Point ignored = new PointMeasurement("", memory.asSlice(0, BenchPlan.PAGE_BYTES), 1, fillAndVerify())
                    .run(budget, budget.compileNanos());
            DataStream usual = new DataStream(BufferTask.stream().build());
            List<Group.GroupResult> results = new ArrayList<>();
            for (Group group : plan.groups()) {
                watcher.accept(group);
                BenchRun run = new BenchRun(info, plan, memory, start);
                group.measure(run);
                results.add(new Group.GroupResult(group, group.about(usual), run.points, run.skipped));
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

    private void measure(String name, MemorySegment buffer, int threads, List<BufferTask> tasks) {
        // With --quick, fewer rounds once the time budget is spent.
        boolean isLate = plan.isQuick() && System.nanoTime() - start > QUICK_NANOS;
        points.add(new PointMeasurement(name, buffer, threads, tasks).run(plan.pointBudget(isLate), 0));
    }

    private void oneThread(List<Long> sizes, List<BufferTask> tasks) {
        sizes.forEach(bytes -> measure(ByteSize.format(bytes), memory.asSlice(0, bytes), 1, tasks));
    }

    void sizes() {
        oneThread(plan.sizes(), fillAndVerify());
    }

    void threads() {
        long largest = Math.min(plan.maxBytes(), BenchPlan.wholePages(memory.byteSize() / plan.threads()));
        for (long bytes : distinct(Math.min(plan.usualBytes(), largest), largest)) {
            for (int threads : ThreadCounts.upTo(plan.threads())) {
                List<BufferTask> tasks = new ArrayList<>(fillAndVerify());
                if (bytes == largest) {
                    tasks.addAll(BufferTask.fillAndVerify(
                            " shared",
                            BufferTask.stream().numaMode(NumaMode.AUTO).maxThreads(threads)));
                }
                String name = threads + " x " + ByteSize.format(bytes);
                measure(name, memory.asSlice(0, threads * bytes), threads, tasks);
            }
        }
    }

    void ratios() {
        List<BufferTask> tasks = new ArrayList<>();
        for (double ratio : plan.ratios()) {
            tasks.addAll(BufferTask.fillAndVerify(
                    " " + Text.ratio(ratio) + ":1", BufferTask.stream().compressRatio(ratio)));
        }
        oneThread(distinct(plan.usualBytes(), plan.isQuick() ? plan.usualBytes() : plan.maxBytes()), tasks);
    }

    void engines() {
        List<BufferTask> tasks = new ArrayList<>();
        for (TierInfo tier : info.tiers()) {
            if (isAvailable("tier", tier.tier(), tier.unavailable())) {
                GeneratorConfig.Builder stream = BufferTask.stream().engine(Engine.NATIVE);
                tasks.addAll(BufferTask.fillAndVerify(" " + Text.lower(tier.tier()), stream.tier(tier.tier())));
            }
        }
        for (EngineInfo engine : info.engines()) {
            if (isAvailable("engine", engine.engine(), engine.unavailable()) && engine.engine() != Engine.NATIVE) {
                GeneratorConfig.Builder stream = BufferTask.stream().engine(engine.engine());
                tasks.addAll(BufferTask.fillAndVerify(" " + Text.lower(engine.engine()), stream));
            }
        }
        oneThread(List.of(plan.usualBytes()), tasks);
    }

    private boolean isAvailable(String kind, Enum<?> name, @Nullable String unavailable) {
        if (unavailable != null) {
            skipped.add(kind + " " + Text.lower(name) + ": " + unavailable);
        }
        return unavailable == null;
    }

    void stores() {
        List<BufferTask> tasks = Arrays.stream(StoreMode.values())
                .map(mode -> BufferTask.fill(
                        " " + Text.lower(mode), BufferTask.stream().storeMode(mode)))
                .toList();
        long cache = BenchPlan.wholePages(BenchPlan.lastLevelCacheBytes(info.topology()) / 2);
        oneThread(distinct(SMALL_BYTES, cache == 0 ? SMALL_BYTES : cache, plan.maxBytes()), tasks);
    }

    void buffers() {
        for (BufferKind kind : BufferKind.all(info.topology())) {
            kind.use(
                    plan.maxBytes(),
                    buffer -> distinct(plan.usualBytes(), buffer.byteSize())
                            .forEach(bytes -> measure(
                                    kind.name() + ", " + ByteSize.format(bytes),
                                    buffer.asSlice(0, bytes),
                                    1,
                                    fillAndVerify())),
                    skipped::add);
        }
    }

    private static List<BufferTask> fillAndVerify() {
        return BufferTask.fillAndVerify("", BufferTask.stream());
    }

    /** {@return the sizes in ascending order, none above the largest buffer} */
    private List<Long> distinct(Long... sizes) {
        return Arrays.stream(sizes)
                .map(s -> Math.min(s, plan.maxBytes()))
                .distinct()
                .sorted()
                .toList();
    }
}
