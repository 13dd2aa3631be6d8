package io.dgen.cli.bench;

import io.dgen.ByteSize;
import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.StoreMode;
import io.dgen.SystemInfo;
import io.dgen.SystemInfo.EngineInfo;
import io.dgen.SystemInfo.TierInfo;
import io.dgen.Tier;
import io.dgen.cli.report.Text;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Measures one group after the other. */
final class Groups {
    private static final long SMALL_BYTES = 256 << 10;

    private final SystemInfo info;
    private final Plan plan;
    private final BenchMemory memory;
    private final long start = System.nanoTime();
    private final String engine;

    Groups(SystemInfo info, Plan plan, BenchMemory memory) {
        this.info = info;
        this.plan = plan;
        this.memory = memory;
        DataStream usual = Streams.usual();
        Tier tier = usual.tier();
        engine = Text.lower(usual.engine()) + (tier == null ? "" : " " + Text.lower(tier));
    }

    /** The way through Java to the kernel is compiled after thousands of calls, and small buffers would wait for it. */
    void warmUp() {
        new Contest("", memory.first(Plan.PAGE_BYTES), 1, fillAndVerify()).warmUp(plan.pace());
    }

    GroupResult run(Group group) {
        return switch (group) {
            case SIZE -> size();
            case THREADS -> threads();
            case RATIO -> ratio();
            case ENGINE -> engine();
            case STORE -> store();
            case BUFFER -> buffer();
        };
    }

    private GroupResult size() {
        List<Point> points = new ArrayList<>();
        for (long bytes : plan.sizes()) {
            points.add(oneThread(bytes, fillAndVerify()));
        }
        return new GroupResult(
                Group.SIZE,
                "Buffers of different size: one thread, " + engine + ", incompressible.",
                points,
                List.of());
    }

    private GroupResult threads() {
        List<Point> points = new ArrayList<>();
        long most = memory.bytes() / plan.threads() / Plan.PAGE_BYTES * Plan.PAGE_BYTES;
        long largest = Math.min(plan.maxBytes(), most);
        for (long bytes : distinct(Math.min(plan.usualBytes(), largest), largest)) {
            for (int threads : plan.threadCounts()) {
                List<Entrant> entrants = new ArrayList<>(fillAndVerify());
                if (bytes == largest) {
                    DataStream shared = Streams.ofThreads(threads);
                    entrants.add(Entrant.fill("fill", shared).shared());
                    entrants.add(Entrant.verify("verify", shared).shared());
                }
                MemorySegment buffer = memory.first(threads * bytes);
                points.add(
                        new Contest(threads + " x " + ByteSize.format(bytes), buffer, threads, entrants).run(pace()));
            }
        }
        return new GroupResult(
                Group.THREADS,
                "A buffer for each thread, " + engine + ", incompressible; shared: one call on all of them.",
                points,
                List.of());
    }

    private GroupResult ratio() {
        List<Entrant> entrants = new ArrayList<>();
        for (double ratio : plan.ratios()) {
            DataStream stream = Streams.ofRatio(ratio);
            String name = " " + Text.ratio(ratio) + ":1";
            entrants.add(Entrant.fill("fill" + name, stream));
            entrants.add(Entrant.verify("verify" + name, stream));
        }
        List<Point> points = new ArrayList<>();
        for (long bytes : plan.isQuick() ? List.of(plan.usualBytes()) : distinct(plan.usualBytes(), plan.maxBytes())) {
            points.add(oneThread(bytes, entrants));
        }
        return new GroupResult(Group.RATIO, "Compression ratios: one thread, " + engine + ".", points, List.of());
    }

    private GroupResult engine() {
        List<Entrant> entrants = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        Consumer<DataStream> add = stream -> {
            Tier tier = stream.tier();
            String name = " " + Text.lower(tier != null ? tier : stream.engine());
            entrants.add(Entrant.fill("fill" + name, stream));
            entrants.add(Entrant.verify("verify" + name, stream));
        };
        for (TierInfo tier : info.tiers()) {
            if (tier.unavailable() == null) {
                add.accept(Streams.of(Engine.NATIVE, tier.tier()));
            } else {
                skipped.add("tier " + Text.lower(tier.tier()) + ": " + tier.unavailable());
            }
        }
        for (EngineInfo other : info.engines()) {
            if (other.unavailable() != null) {
                skipped.add("engine " + Text.lower(other.engine()) + ": " + other.unavailable());
            } else if (other.engine() != Engine.NATIVE) {
                add.accept(Streams.of(other.engine(), Tier.AUTO));
            }
        }
        return new GroupResult(
                Group.ENGINE,
                "Tiers of the native engine, and the engines in Java: one thread, incompressible.",
                List.of(oneThread(plan.usualBytes(), entrants)),
                skipped);
    }

    private GroupResult store() {
        List<Entrant> entrants = Arrays.stream(StoreMode.values())
                .map(mode -> Entrant.fill("fill " + Text.lower(mode), Streams.of(mode)))
                .toList();
        long cache = Plan.lastLevelCacheBytes(info.topology()) / 2 / Plan.PAGE_BYTES * Plan.PAGE_BYTES;
        List<Point> points = new ArrayList<>();
        for (long bytes : distinct(SMALL_BYTES, cache == 0 ? SMALL_BYTES : cache, plan.maxBytes())) {
            points.add(oneThread(bytes, entrants));
        }
        return new GroupResult(
                Group.STORE,
                "Ways to write memory: one thread, " + engine + ", incompressible; auto chooses by size.",
                points,
                List.of());
    }

    private GroupResult buffer() {
        List<Point> points = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (BufferKind kind : BufferKind.all(info.topology())) {
            kind.use(
                    plan.maxBytes(),
                    buffer -> {
                        for (long bytes : distinct(plan.usualBytes(), buffer.byteSize())) {
                            points.add(new Contest(
                                            kind.name() + ", " + ByteSize.format(bytes),
                                            buffer.asSlice(0, bytes),
                                            1,
                                            fillAndVerify())
                                    .run(pace()));
                        }
                    },
                    why -> skipped.add(kind.name() + ": " + why));
        }
        return new GroupResult(
                Group.BUFFER, "Kinds of memory: one thread, " + engine + ", incompressible.", points, skipped);
    }

    /** Who asked for a quick run gets one, on a slow or busy machine with fewer rounds. */
    private Pace pace() {
        boolean isLate = plan.isQuick() && System.nanoTime() - start > Pace.QUICK_NANOS;
        return isLate ? plan.pace().hurried() : plan.pace();
    }

    private static List<Entrant> fillAndVerify() {
        DataStream stream = Streams.usual();
        return List.of(Entrant.fill("fill", stream), Entrant.verify("verify", stream));
    }

    /** Ascending, none above the largest buffer. */
    private List<Long> distinct(Long... sizes) {
        return Arrays.stream(sizes)
                .map(s -> Math.min(s, plan.maxBytes()))
                .distinct()
                .sorted()
                .toList();
    }

    private Point oneThread(long bytes, List<Entrant> entrants) {
        return new Contest(ByteSize.format(bytes), memory.first(bytes), 1, entrants).run(pace());
    }
}
