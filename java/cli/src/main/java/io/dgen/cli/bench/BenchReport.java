package io.dgen.cli.bench;

import io.dgen.ByteSize;
import io.dgen.MemoryCeiling;
import io.dgen.SystemInfo;
import io.dgen.Tier;
import io.dgen.bench.machine.ClockRate;
import io.dgen.bench.report.Column;
import io.dgen.bench.report.ReportTable;
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
        SystemInfo info, BenchPlan plan, List<Group.Result> groups, ClockRate clock, Noise noise, long elapsedNanos)
        implements Report {
    private static final List<Column<Map.Entry<MemoryCeiling, Summary>>> CEILING_FIELDS = List.of(
            Column.field("ceiling", e -> Text.lower(e.getKey())),
            Column.field("gigabytesPerSecond", e -> e.getValue().median()),
            Column.field("spread", e -> e.getValue().spread()),
            Column.field("rounds", e -> e.getValue().count()));

    private record Row(Point point, TaskRate task, Summary rate, Summary ceiling) {}

    static BenchReport of(SystemInfo info, BenchPlan plan, List<Group.Result> groups, long elapsedNanos) {
        Summary clocks = Summary.of(points(groups).toList(), p -> p.clock().median());
        ClockRate clock = ClockRate.judge(clocks, ClockRate.reported(Path.of("/")));
        return new BenchReport(info, plan, groups, clock, Noise.of(groups), elapsedNanos);
    }

    private static Stream<Point> points(List<Group.Result> groups) {
        return groups.stream().flatMap(g -> g.points().stream());
    }

    /** {@return the rates of all tasks on some points} */
    ReportTable<?> table(Group group, List<Point> points) {
        return new ReportTable<>(
                List.of(
                        Column.text("", group.pointTitle(), r -> r.point.name()),
                        Column.text("work", "work", r -> r.task.work()),
                        new Column<Row>("gigabytesPerSecond", "  GB/s", "%6.2f", r -> r.rate.median()),
                        new Column<>("spread", "spread", "%4.0f %%", r -> r.rate.spread()),
                        Column.field("rounds", r -> r.rate.count()),
                        Column.field("operation", r -> Text.lower(r.task.operation())),
                        Column.text("ceiling", "ceiling", r -> Text.lower(r.task.ceiling())),
                        new Column<>("ceilingGigabytesPerSecond", "  GB/s", "%6.2f", r -> r.ceiling.median()),
                        new Column<>("ceilingSpread", "spread", "%4.0f %%", r -> r.ceiling.spread()),
                        new Column<>("ofCeiling", "ratio", "%5.2f", r -> r.task.ofCeiling()),
                        new Column<>("cyclesPerByte", "cycles/B", "%8.3f", this::cyclesPerByte)),
                points.stream()
                        .flatMap(p -> p.rates().stream().map(r -> new Row(p, r, r.rate(), r.ceilingRate())))
                        .toList());
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
        for (Group.Result group : groups) {
            out.println();
            out.println(wrapped(Text.lower(group.group()) + ": " + group.about()));
            Table.of(table(group.group(), group.points()).lines()).lines().forEach(out::println);
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

    private Map<String, @Nullable Object> toMap(Group.Result group) {
        return JsonObject.of(
                "group", Text.lower(group.group()),
                "about", group.about(),
                "points", JsonObject.list(group.points(), point -> toMap(group.group(), point)),
                "skipped", group.skipped());
    }

    private Map<String, @Nullable Object> toMap(Group group, Point point) {
        List<Map.Entry<MemoryCeiling, Summary>> ceilings =
                List.copyOf(point.ceilings().entrySet());
        return JsonObject.of(
                "point", point.name(),
                "bytes", point.bytes(),
                "threads", point.threads(),
                "ceilings", new ReportTable<>(CEILING_FIELDS, ceilings).toMaps(),
                "figures", table(group, List.of(point)).toMaps());
    }
}
