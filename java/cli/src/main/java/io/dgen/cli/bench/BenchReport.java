// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.ByteSize;
import io.dgen.MemoryCeiling;
import io.dgen.SystemInfo;
import io.dgen.Tier;
import io.dgen.bench.machine.ClockRate;
import io.dgen.bench.statistics.Summary;
import io.dgen.cli.bench.Group.GroupResult;
import io.dgen.cli.bench.Point.TaskRate;
import io.dgen.cli.report.JsonObject;
import io.dgen.cli.report.Report;
import io.dgen.cli.report.ReportTable;
import io.dgen.cli.report.Text;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Result of all measurements.
 *
 * @param info the machine
 * @param plan as far as it was possible
 * @param elapsedNanos from start to end
 */
record BenchReport(
        SystemInfo info, BenchPlan plan, List<GroupResult> groups, ClockRate clock, Noise noise, long elapsedNanos)
        implements Report {
    private record Row(Point point, TaskRate task, Summary rate, Summary ceiling) {}

    static BenchReport of(SystemInfo info, BenchPlan plan, List<GroupResult> groups, long elapsedNanos) {
        List<Point> points = groups.stream().flatMap(g -> g.points().stream()).toList();
        Summary clocks = Summary.of(points, p -> p.clock().median());
        ClockRate clock = ClockRate.judge(clocks, ClockRate.reported(Path.of("/")));
        return new BenchReport(info, plan, groups, clock, Noise.of(groups), elapsedNanos);
    }

    /** {@return the rates of all tasks, with the titles before them} */
    List<List<String>> lines(GroupResult group) {
        return table(group.group()).lines(rows(group));
    }

    private static List<Row> rows(GroupResult group) {
        return group.points().stream().flatMap(BenchReport::rows).toList();
    }

    private static Stream<Row> rows(Point point) {
        return point.rates().stream().map(r -> new Row(point, r, r.rate(), r.ceilingRate()));
    }

    private ReportTable<Row> table(Group group) {
        return new ReportTable<Row>()
                .column("", group.pointTitle(), "%s", r -> r.point.name())
                .column("work", "work", "%s", r -> r.task.work())
                .column("gigabytesPerSecond", "  GB/s", "%6.2f", r -> r.rate.median())
                .column("spread", "spread", "%4.0f %%", r -> r.rate.spread())
                .field("rounds", r -> r.rate.count())
                .field("operation", r -> Text.lower(r.task.operation()))
                .column("ceiling", "ceiling", "%s", r -> Text.lower(r.task.ceiling()))
                .column("ceilingGigabytesPerSecond", "  GB/s", "%6.2f", r -> r.ceiling.median())
                .column("ceilingSpread", "spread", "%4.0f %%", r -> r.ceiling.spread())
                .column("ofCeiling", "ratio", "%5.2f", r -> r.task.ofCeiling())
                .column("cyclesPerByte", "cycles/B", "%8.3f", this::cyclesPerByte);
    }

    /** {@return cycles of one thread, at the clock rate of the same rounds; null if that is unknown} */
    private @Nullable Double cyclesPerByte(Row row) {
        return clock.doubt() != null || row.point.threads() != 1
                ? null
                : (Double) (row.point.clock().median() / row.rate.median());
    }

    @Override
    public void printText(PrintStream out) {
        summary().forEach((name, value) -> out.println(Text.label(name) + value));
        for (GroupResult group : groups) {
            out.println();
            out.println(wrapped(Text.lower(group.group()) + ": " + group.about()));
            table(group.group()).print(rows(group), out);
            group.skipped().forEach(s -> out.println(wrapped("not measured: " + s)));
        }
        List<String> remarks = remarks();
        if (!remarks.isEmpty()) {
            out.println();
            remarks.forEach(r -> out.println(wrapped(r)));
        }
    }

    /** {@return the text in lines of at most 100 columns, unless a word is longer} */
    private static String wrapped(String text) {
        return text.replaceAll("(.{1,98})(?: (?!%)|$)", "$1\n  ").stripTrailing();
    }

    /** {@return lines about the machine and the run, by their label} */
    SequencedMap<String, String> summary() {
        SequencedMap<String, String> lines = new LinkedHashMap<>();
        String rate = clock.doubt() == null
                ? String.format(Locale.ROOT, "%.2f GHz measured", clock.gigahertz())
                : "clock unknown: " + clock.doubt();
        lines.put("cpu", (info.cpuModel() == null ? "unknown" : info.cpuModel()) + ", " + rate);
        lines.put(
                "engine",
                Text.engine(info.autoEngine(), info.autoTier()) + ", up to " + Text.count(plan.threads(), "thread")
                        + ", buffers up to " + ByteSize.format(plan.maxBytes()));
        lines.put(
                "measured",
                "medians of up to " + plan.rounds() + " rounds, in " + Text.seconds(elapsedNanos)
                        + (plan.isQuick() ? ", quick" : ""));
        return lines;
    }

    /** {@return warnings, then notes} */
    List<String> remarks() {
        return Stream.concat(noise.warnings().stream().map(w -> "WARNING: " + w), plan.notes().stream())
                .toList();
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        Tier tier = info.autoTier();
        return JsonObject.of(
                "cpuModel", info.cpuModel(),
                "operatingSystem", info.operatingSystem(),
                "jdk", info.jdk(),
                "engine", Text.lower(info.autoEngine()),
                "tier", tier == null ? null : Text.lower(tier),
                "quick", plan.isQuick(),
                "threads", plan.threads(),
                "maxBytes", plan.maxBytes(),
                "rounds", plan.rounds(),
                "seconds", elapsedNanos / Text.NANOS_PER_SECOND,
                "gigahertz", clock.doubt() == null ? (Double) clock.gigahertz() : null,
                "clockDoubt", clock.doubt(),
                "noise", noise.toMap(),
                "notes", plan.notes(),
                "groups", JsonObject.list(groups, this::toMap));
    }

    private Map<String, @Nullable Object> toMap(GroupResult group) {
        return JsonObject.of(
                "group", Text.lower(group.group()),
                "about", group.about(),
                "points", JsonObject.list(group.points(), point -> toMap(group.group(), point)),
                "skipped", group.skipped());
    }

    private Map<String, @Nullable Object> toMap(Group group, Point point) {
        return JsonObject.of(
                "point", point.name(),
                "bytes", point.bytes(),
                "threads", point.threads(),
                "ceilings", JsonObject.list(List.copyOf(point.ceilings().entrySet()), BenchReport::toMap),
                "figures", JsonObject.list(rows(point).toList(), table(group)::toMap));
    }

    private static Map<String, @Nullable Object> toMap(Map.Entry<MemoryCeiling, Summary> ceiling) {
        return JsonObject.of(
                "ceiling", Text.lower(ceiling.getKey()),
                "gigabytesPerSecond", ceiling.getValue().median(),
                "spread", ceiling.getValue().spread(),
                "rounds", ceiling.getValue().count());
    }
}
