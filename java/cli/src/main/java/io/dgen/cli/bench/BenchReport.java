// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.ByteSize;
import io.dgen.MemoryCeiling;
import io.dgen.SystemInfo;
import io.dgen.Tier;
import io.dgen.bench.machine.ClockRate;
import io.dgen.bench.report.ReportTable;
import io.dgen.bench.report.ReportTable.ReportColumn;
import io.dgen.bench.statistics.Summary;
import io.dgen.cli.bench.Point.TaskRate;
import io.dgen.cli.report.JsonObject;
import io.dgen.cli.report.Report;
import io.dgen.cli.report.Table;
import io.dgen.cli.report.Text;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        SystemInfo info,
        BenchPlan plan,
        List<Group.GroupResult> groups,
        ClockRate clock,
        Noise noise,
        long elapsedNanos)
        implements Report {
    private record RateRow(Point point, TaskRate task, Summary rate, Summary ceiling) {}

    static BenchReport of(SystemInfo info, BenchPlan plan, List<Group.GroupResult> groups, long elapsedNanos) {
        List<Point> points = groups.stream().flatMap(g -> g.points().stream()).toList();
        Summary clocks = Summary.of(points, p -> p.clock().median());
        ClockRate clock = ClockRate.judge(clocks, ClockRate.reported(Path.of("/")));
        return new BenchReport(info, plan, groups, clock, Noise.of(groups), elapsedNanos);
    }

    /** {@return the rates of all tasks, with the titles before them} */
    List<List<String>> lines(Group.GroupResult group) {
        return table(group.group())
                .lines(group.points().stream().flatMap(BenchReport::rows).toList());
    }

    private static Stream<RateRow> rows(Point point) {
        return point.rates().stream().map(r -> new RateRow(point, r, r.rate(), r.ceilingRate()));
    }

    private ReportTable<RateRow> table(Group group) {
        return new ReportTable<>(List.of(
                new ReportColumn<>("", group.pointTitle(), "%s", r -> r.point.name()),
                new ReportColumn<>("work", "work", "%s", r -> r.task.work()),
                new ReportColumn<>("gigabytesPerSecond", "  GB/s", "%6.2f", r -> r.rate.median()),
                new ReportColumn<>("spread", "spread", "%4.0f %%", r -> r.rate.spread()),
                ReportColumn.field("rounds", r -> r.rate.count()),
                ReportColumn.field("operation", r -> Text.lower(r.task.operation())),
                new ReportColumn<>("ceiling", "ceiling", "%s", r -> Text.lower(r.task.ceiling())),
                new ReportColumn<>("ceilingGigabytesPerSecond", "  GB/s", "%6.2f", r -> r.ceiling.median()),
                new ReportColumn<>("ceilingSpread", "spread", "%4.0f %%", r -> r.ceiling.spread()),
                new ReportColumn<>("ofCeiling", "ratio", "%5.2f", r -> r.task.ofCeiling()),
                new ReportColumn<>("cyclesPerByte", "cycles/B", "%8.3f", this::cyclesPerByte)));
    }

    /** {@return cycles of one thread, at the clock rate of the same rounds; null if that is unknown} */
    private @Nullable Double cyclesPerByte(RateRow row) {
        return clock.doubt() != null || row.point.threads() != 1
                ? null
                : (Double) (row.point.clock().median() / row.rate.median());
    }

    @Override
    public void printText(PrintStream out) {
        summary().forEach((name, value) -> out.println(Text.label(name) + value));
        for (Group.GroupResult group : groups) {
            out.println();
            out.println(wrapped(Text.lower(group.group()) + ": " + group.about()));
            Table.of(lines(group)).lines().forEach(out::println);
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
    Map<String, String> summary() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("cpu", (info.cpuModel() == null ? "unknown" : info.cpuModel()) + ", " + clockText());
        Tier tier = info.autoTier();
        lines.put(
                "engine",
                Text.lower(info.autoEngine()) + (tier == null ? "" : " " + Text.lower(tier)) + ", up to "
                        + plan.threads() + (plan.threads() == 1 ? " thread" : " threads") + ", buffers up to "
                        + ByteSize.format(plan.maxBytes()));
        lines.put(
                "measured",
                "medians of up to " + plan.rounds() + " rounds, in " + Text.seconds(elapsedNanos)
                        + (plan.isQuick() ? ", quick" : ""));
        return lines;
    }

    private String clockText() {
        return clock.doubt() == null
                ? String.format(Locale.ROOT, "%.2f GHz measured", clock.gigahertz())
                : "clock unknown: " + clock.doubt();
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

    private Map<String, @Nullable Object> toMap(Group.GroupResult group) {
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
