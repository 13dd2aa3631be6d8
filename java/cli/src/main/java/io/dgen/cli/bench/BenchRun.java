// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.ByteSize;
import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.NumaMode;
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

/** Measures the groups of a plan, one after the other. */
final class BenchRun {
    private static final long SMALL_BYTES = 256 << 10;

    /** Time after which a quick run measures as few rounds as possible. */
    private static final long QUICK_NANOS = 9_000_000_000L;

    private final SystemInfo info;
    private final BenchPlan plan;
    private final SharedBuffer memory;
    private final long start;
    private final List<String> skipped = new ArrayList<>();

    private BenchRun(SystemInfo info, BenchPlan plan, SharedBuffer memory, long start) {
        this.info = info;
        this.plan = plan;
        this.memory = memory;
        this.start = start;
    }

    /**
     * Measures on the calling thread and, where the plan has more threads, on others.
     *
     * @param watcher called before each group
     * @throws io.dgen.NumaException if there is not enough memory for the smallest buffers
     * @throws IllegalStateException if the native library, which has the ceilings, is not loaded
     */
    static BenchResult run(SystemInfo info, BenchPlan wanted, Consumer<Group> watcher) {
        long start = System.nanoTime();
        try (SharedBuffer memory = SharedBuffer.allocate(wanted.wantedBytes())) {
            BenchPlan plan = wanted.within(memory.bytes());
            new PointMeasurement("", memory.first(BenchPlan.PAGE_BYTES), 1, fillAndVerify()).warmUp(plan.pointBudget());
            List<GroupResult> results = new ArrayList<>();
            for (Group group : plan.groups()) {
                watcher.accept(group);
                results.add(new BenchRun(info, plan, memory, start).run(group));
            }
            return BenchResult.of(info, plan, results, System.nanoTime() - start);
        }
    }

    private GroupResult run(Group group) {
        List<Point> points = new ArrayList<>();
        switch (group) {
            case SIZE -> oneThread(plan.sizes(), fillAndVerify(), points);
            case THREADS -> threads(points);
            case RATIO -> ratio(points);
            case ENGINE -> oneThread(List.of(plan.usualBytes()), engines(), points);
            case STORE -> store(points);
            case BUFFER -> buffer(points);
        }
        DataStream usual = new DataStream(BufferTask.stream().build());
        return new GroupResult(group, group.about(BenchReport.engine(usual.engine(), usual.tier())), points, skipped);
    }

    private void oneThread(List<Long> sizes, List<BufferTask> tasks, List<Point> points) {
        sizes.forEach(bytes -> points.add(
                new PointMeasurement(ByteSize.format(bytes), memory.first(bytes), 1, tasks).run(pointBudget())));
    }

    private void threads(List<Point> points) {
        long most = memory.bytes() / plan.threads() / BenchPlan.PAGE_BYTES * BenchPlan.PAGE_BYTES;
        long largest = Math.min(plan.maxBytes(), most);
        for (long bytes : distinct(Math.min(plan.usualBytes(), largest), largest)) {
            for (int threads : ThreadCounts.upTo(plan.threads())) {
                List<BufferTask> tasks = new ArrayList<>(fillAndVerify());
                if (bytes == largest) {
                    tasks.addAll(BufferTask.fillAndVerify(
                            " shared",
                            BufferTask.stream().numaMode(NumaMode.AUTO).maxThreads(threads)));
                }
                String name = threads + " x " + ByteSize.format(bytes);
                points.add(
                        new PointMeasurement(name, memory.first(threads * bytes), threads, tasks).run(pointBudget()));
            }
        }
    }

    private void ratio(List<Point> points) {
        List<BufferTask> tasks = new ArrayList<>();
        for (double ratio : plan.ratios()) {
            tasks.addAll(BufferTask.fillAndVerify(
                    " " + Text.ratio(ratio) + ":1", BufferTask.stream().compressRatio(ratio)));
        }
        oneThread(
                plan.isQuick() ? List.of(plan.usualBytes()) : distinct(plan.usualBytes(), plan.maxBytes()),
                tasks,
                points);
    }

    private List<BufferTask> engines() {
        List<BufferTask> tasks = new ArrayList<>();
        for (TierInfo info : info.tiers()) {
            String tier = Text.lower(info.tier());
            if (info.unavailable() == null) {
                tasks.addAll(BufferTask.fillAndVerify(
                        " " + tier, BufferTask.stream().engine(Engine.NATIVE).tier(info.tier())));
            } else {
                skipped.add("tier " + tier + ": " + info.unavailable());
            }
        }
        for (EngineInfo info : info.engines()) {
            String engine = Text.lower(info.engine());
            if (info.unavailable() != null) {
                skipped.add("engine " + engine + ": " + info.unavailable());
            } else if (info.engine() != Engine.NATIVE) {
                tasks.addAll(BufferTask.fillAndVerify(
                        " " + engine, BufferTask.stream().engine(info.engine())));
            }
        }
        return tasks;
    }

    private void store(List<Point> points) {
        List<BufferTask> tasks = Arrays.stream(StoreMode.values())
                .map(mode -> BufferTask.fill(
                        " " + Text.lower(mode), BufferTask.stream().storeMode(mode)))
                .toList();
        long cache = BenchPlan.lastLevelCacheBytes(info.topology()) / 2 / BenchPlan.PAGE_BYTES * BenchPlan.PAGE_BYTES;
        oneThread(distinct(SMALL_BYTES, cache == 0 ? SMALL_BYTES : cache, plan.maxBytes()), tasks, points);
    }

    private void buffer(List<Point> points) {
        for (BufferKind kind : BufferKind.all(info.topology())) {
            kind.use(
                    plan.maxBytes(),
                    buffer -> {
                        for (long bytes : distinct(plan.usualBytes(), buffer.byteSize())) {
                            String name = kind.name() + ", " + ByteSize.format(bytes);
                            MemorySegment part = buffer.asSlice(0, bytes);
                            points.add(new PointMeasurement(name, part, 1, fillAndVerify()).run(pointBudget()));
                        }
                    },
                    skipped::add);
        }
    }

    /** With --quick, fewer rounds once the time budget is spent. */
    private BenchPlan.PointBudget pointBudget() {
        boolean isLate = plan.isQuick() && System.nanoTime() - start > QUICK_NANOS;
        return isLate ? plan.pointBudget().hurried() : plan.pointBudget();
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
