package io.dgen.benchmarks.ratio;

import io.dgen.ByteSize;
import io.dgen.SystemInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Measures the rows that are named, or all, and prints the table. Progress goes to standard error. */
public final class Ratios {
    private static final DateTimeFormatter FILE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmmss", Locale.ROOT);

    private final SystemInfo system = SystemInfo.get();
    private final List<Map<String, @Nullable Object>> results = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private Settings settings = Settings.FULL;
    private boolean byJmh;
    private boolean failed;

    private Ratios() {}

    /** The arguments of {@code benchmarks/run}; the first one is the folder for the results. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Ratios ratios = new Ratios();
        List<Row> rows = new ArrayList<>();
        for (String argument : List.of(args).subList(1, args.length)) {
            switch (argument) {
                case "--quick" -> ratios.settings = Settings.QUICK;
                case "--jmh" -> ratios.byJmh = true;
                default -> rows.addAll(named(argument));
            }
        }
        ratios.run(rows.isEmpty() ? Rows.ALL : rows);
        ratios.save(Path.of(args[0]));
        System.exit(ratios.failed ? 1 : 0);
    }

    /** The row of that name or, for {@code safepoint}, all {@code safepoint-...}. */
    private static List<Row> named(String name) {
        List<Row> rows = Rows.ALL.stream()
                .filter(r -> r.name().equals(name) || r.name().startsWith(name + "-"))
                .toList();
        if (rows.isEmpty()) {
            System.err.println("no row '" + name + "': expected one of "
                    + Rows.ALL.stream().map(Row::name).collect(Collectors.joining(", ")));
            System.exit(2);
        }
        return rows;
    }

    private void run(List<Row> rows) throws InterruptedException {
        System.out.println(machine() + "\n");
        System.out.println("| what | measured | from .. to | contender / rival | bar | met |");
        System.out.println("|---|---|---|---|---|---|");
        for (Row row : rows) {
            String why = row.unavailable(system);
            if (why != null) {
                skip(row, why);
                continue;
            }
            System.err.println("measuring " + row.name());
            try {
                report(row, row.measure(settings, byJmh));
            } catch (IOException e) {
                failed = true;
                System.err.println(e.getMessage());
                skip(row, "failed, see above");
            }
        }
        skipped.forEach(System.out::println);
    }

    private String machine() {
        return system.cpuModel() + ", " + system.availableCpus() + " CPUs, tier " + system.autoTier() + ", "
                + system.topology().caches().stream()
                        .map(c -> "L" + c.level() + " " + c.type() + " " + ByteSize.format(c.sizeBytes()))
                        .collect(Collectors.joining(", "))
                + "; " + system.operatingSystem() + "; Java " + system.jdk()
                + (byJmh ? "; by JMH" : "; contenders in turns")
                + (settings == Settings.QUICK ? "; QUICK: not to be relied on" : "");
    }

    private void report(Row row, Measured measured) {
        boolean ratio = row instanceof RatioRow;
        String spread = ratio ? number(measured.low()) + " .. " + number(measured.high()) : "";
        System.out.println("| "
                + String.join(
                        " | ",
                        row.what(),
                        number(measured.value()) + row.unit(),
                        spread,
                        measured.remark(),
                        (row.atLeast() ? ">= " : "<= ") + trimmed(row.bar()) + row.unit(),
                        row.met(measured.value()) ? "yes" : "**no**")
                + " |");
        Map<String, @Nullable Object> result = describe(row);
        result.put("measured", measured.value());
        result.put("low", measured.low());
        result.put("high", measured.high());
        result.put("met", row.met(measured.value()));
        result.put("remark", measured.remark());
        result.put("samples", measured.samples());
        results.add(result);
    }

    private void skip(Row row, String why) {
        skipped.add("\nSkipped: " + row.what() + " (" + why + ")");
        Map<String, @Nullable Object> result = describe(row);
        result.put("skipped", why);
        results.add(result);
    }

    private static Map<String, @Nullable Object> describe(Row row) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("name", row.name());
        result.put("what", row.what());
        result.put("bar", row.bar());
        result.put("atLeast", row.atLeast());
        return result;
    }

    private void save(Path folder) throws IOException {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("cpu", system.cpuModel());
        all.put("cpus", system.availableCpus());
        all.put("tier", String.valueOf(system.autoTier()));
        all.put("system", system.operatingSystem());
        all.put("java", system.jdk());
        all.put("method", byJmh ? "jmh" : "turns");
        all.put("settings", settings.name());
        all.put("rows", results);
        Files.createDirectories(folder);
        Path file = folder.resolve(
                FILE_TIME.format(LocalDateTime.now(ZoneId.systemDefault())) + (byJmh ? "-jmh" : "-ratios") + ".json");
        Files.writeString(file, Json.write(all) + "\n");
        System.err.println("wrote " + file.getFileName());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.3f" : "%.1f", value);
    }

    private static String trimmed(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
