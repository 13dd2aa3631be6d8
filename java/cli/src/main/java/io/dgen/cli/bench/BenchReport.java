// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.ByteSize;
import io.dgen.Engine;
import io.dgen.Tier;
import io.dgen.bench.machine.ClockRate;
import io.dgen.bench.statistics.Summary;
import io.dgen.cli.report.Report;
import io.dgen.cli.report.Table;
import io.dgen.cli.report.Text;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The measurements as text or JSON. */
record BenchReport(BenchResult result) implements Report {
    private static final int COLUMNS = 100;

    @Override
    public void printText(PrintStream out) {
        summary().forEach((name, value) -> out.println(Text.label(name) + value));
        for (GroupResult group : result.groups()) {
            out.println();
            wrap(Text.lower(group.group()) + ": " + group.about()).forEach(out::println);
            Table table = new Table();
            table.row(titles(group.group()).stream());
            for (Point point : group.points()) {
                for (Figure figure : point.figures()) {
                    table.row(cells(point, figure).stream());
                }
            }
            table.lines().forEach(out::println);
            group.skipped().forEach(s -> wrap("not measured: " + s).forEach(out::println));
        }
        List<String> remarks = remarks();
        if (!remarks.isEmpty()) {
            out.println();
            remarks.forEach(r -> wrap(r).forEach(out::println));
        }
    }

    /** {@return lines about the machine and the run, by their label} */
    Map<String, String> summary() {
        BenchPlan plan = result.plan();
        Map<String, String> lines = new LinkedHashMap<>();
        String model = result.info().cpuModel();
        lines.put("cpu", (model == null ? "unknown" : model) + ", " + clockText());
        lines.put(
                "engine",
                engine(result.info().autoEngine(), result.info().autoTier()) + ", up to " + plan.threads()
                        + (plan.threads() == 1 ? " thread" : " threads") + ", buffers up to "
                        + ByteSize.format(plan.maxBytes()));
        lines.put(
                "measured",
                "medians of up to " + plan.rounds() + " rounds, in " + Text.seconds(result.elapsedNanos())
                        + (plan.isQuick() ? ", quick" : ""));
        return lines;
    }

    static String engine(Engine engine, @Nullable Tier tier) {
        return Text.lower(engine) + (tier == null ? "" : " " + Text.lower(tier));
    }

    private String clockText() {
        ClockRate clock = result.clock();
        return clock.doubt() == null
                ? String.format(Locale.ROOT, "%.2f GHz measured", clock.gigahertz())
                : "clock unknown: " + clock.doubt();
    }

    /** {@return warnings, then notes} */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        result.noise().warnings().forEach(w -> remarks.add("WARNING: " + w));
        remarks.addAll(result.plan().notes());
        return remarks;
    }

    static List<String> titles(Group group) {
        return List.of(
                group.pointTitle(), "work", "  GB/s", "spread", "ceiling", "  GB/s", "spread", "ratio", "cycles/B");
    }

    List<String> cells(Point point, Figure figure) {
        double cycles = result.cyclesPerByte(point, figure);
        return List.of(
                point.name(),
                figure.work(),
                rate(figure.rate()),
                spread(figure.rate()),
                Text.lower(figure.ceiling()),
                rate(figure.ceilingRate()),
                spread(figure.ceilingRate()),
                String.format(Locale.ROOT, "%5.2f", figure.ofCeiling()),
                Double.isNaN(cycles) ? "       -" : String.format(Locale.ROOT, "%8.3f", cycles));
    }

    private static String rate(Summary rate) {
        return String.format(Locale.ROOT, "%6.2f", rate.median());
    }

    private static String spread(Summary rate) {
        return String.format(Locale.ROOT, "%4.0f %%", 100 * rate.spread());
    }

    /** {@return lines as wide as a terminal at most, unless a word is longer} */
    private static List<String> wrap(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" (?!%)", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > COLUMNS) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(' ');
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        BenchPlan plan = result.plan();
        Tier tier = result.info().autoTier();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("cpuModel", result.info().cpuModel());
        map.put("operatingSystem", result.info().operatingSystem());
        map.put("jdk", result.info().jdk());
        map.put("engine", Text.lower(result.info().autoEngine()));
        map.put("tier", tier == null ? null : Text.lower(tier));
        map.put("quick", plan.isQuick());
        map.put("threads", plan.threads());
        map.put("maxBytes", plan.maxBytes());
        map.put("rounds", plan.rounds());
        map.put("seconds", result.elapsedNanos() / Text.NANOS_PER_SECOND);
        map.put("gigahertz", result.clock().doubt() == null ? result.clock().gigahertz() : null);
        map.put("clockDoubt", result.clock().doubt());
        map.put("noise", noise());
        map.put("notes", plan.notes());
        map.put("groups", result.groups().stream().map(this::toMap).toList());
        return map;
    }

    private Map<String, Object> noise() {
        Noise noise = result.noise();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("ceilings", noise.ceilings());
        map.put("unsteadyCeilings", noise.unsteady());
        map.put("worstSpread", noise.worstSpread());
        map.put("offCpuShare", noise.offCpuShare());
        map.put("warnings", noise.warnings());
        return map;
    }

    private Map<String, Object> toMap(GroupResult group) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("group", Text.lower(group.group()));
        map.put("about", group.about());
        map.put("points", group.points().stream().map(this::toMap).toList());
        map.put("skipped", group.skipped());
        return map;
    }

    private Map<String, Object> toMap(Point point) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("point", point.name());
        map.put("bytes", point.bytes());
        map.put("threads", point.threads());
        map.put(
                "ceilings",
                point.ceilings().entrySet().stream()
                        .map(e -> rates("ceiling", Text.lower(e.getKey()), e.getValue()))
                        .toList());
        map.put("figures", point.figures().stream().map(f -> toMap(point, f)).toList());
        return map;
    }

    private Map<String, @Nullable Object> toMap(Point point, Figure figure) {
        double cycles = result.cyclesPerByte(point, figure);
        Map<String, @Nullable Object> map = rates("work", figure.work(), figure.rate());
        map.put("operation", Text.lower(figure.operation()));
        map.put("ceiling", Text.lower(figure.ceiling()));
        map.put("ceilingGigabytesPerSecond", figure.ceilingRate().median());
        map.put("ceilingSpread", figure.ceilingRate().spread());
        map.put("ofCeiling", figure.ofCeiling());
        map.put("cyclesPerByte", Double.isNaN(cycles) ? null : cycles);
        return map;
    }

    private static Map<String, @Nullable Object> rates(String key, String name, Summary rate) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put(key, name);
        map.put("gigabytesPerSecond", rate.median());
        map.put("spread", rate.spread());
        map.put("rounds", rate.count());
        return map;
    }
}
