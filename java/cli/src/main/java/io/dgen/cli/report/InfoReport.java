package io.dgen.cli.report;

import io.dgen.SystemInfo;
import io.dgen.SystemInfo.Cache;
import io.dgen.SystemInfo.EngineInfo;
import io.dgen.SystemInfo.TierInfo;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The machine as text or JSON. */
public record InfoReport(String version, SystemInfo info) implements Report {
    @Override
    public void printText(PrintStream out) {
        out.println("version         " + version);
        out.println("system          " + info.operatingSystem() + " " + info.architecture());
        out.println("cpu             " + (info.cpuModel() == null ? "unknown" : info.cpuModel()));
        out.println("cpus            " + info.availableCpus() + " usable of " + known(info.logicalCpus()) + ", cores "
                + known(info.physicalCores()));
        out.println("numa nodes      " + known(info.numaNodes()));
        out.println("libnuma         " + info.libnuma());
        out.println("caches          "
                + info.caches().stream()
                        .map(c -> c.level() + " " + c.type() + " " + c.size())
                        .collect(Collectors.joining(", ")));
        out.println("java            " + info.jdk());
        if (info.jdkWarning() != null) {
            out.println("                " + info.jdkWarning());
        }
        out.println("native library  " + (info.nativeLibrary() == null ? "not loaded" : info.nativeLibrary()));
        for (EngineInfo engine : info.engines()) {
            boolean isDefault = engine.engine() == info.autoEngine();
            out.println(row("engine", Text.lower(engine.engine()), engine.unavailable(), isDefault));
        }
        for (TierInfo tier : info.tiers()) {
            out.println(row("tier", Text.lower(tier.tier()), tier.unavailable(), tier.tier() == info.autoTier()));
        }
    }

    private static String row(String what, String name, @Nullable String unavailable, boolean isDefault) {
        String status =
                unavailable != null ? "not available: " + unavailable : isDefault ? "available, default" : "available";
        return pad(what, 16) + pad(name, 10) + status;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    private static String known(int number) {
        return number == 0 ? "unknown" : Integer.toString(number);
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("version", version);
        map.put("operatingSystem", info.operatingSystem());
        map.put("architecture", info.architecture());
        map.put("cpuModel", info.cpuModel());
        map.put("availableCpus", info.availableCpus());
        map.put("logicalCpus", info.logicalCpus());
        map.put("physicalCores", info.physicalCores());
        map.put("numaNodes", info.numaNodes());
        map.put("libnuma", info.libnuma());
        map.put("caches", info.caches().stream().map(InfoReport::toMap).toList());
        map.put("jdk", info.jdk());
        map.put("jdkWarning", info.jdkWarning());
        map.put("nativeLibrary", info.nativeLibrary());
        map.put("autoEngine", Text.lower(info.autoEngine()));
        map.put(
                "engines",
                info.engines().stream()
                        .map(e -> availability("engine", Text.lower(e.engine()), e.unavailable()))
                        .toList());
        map.put("autoTier", info.autoTier() == null ? null : Text.lower(info.autoTier()));
        map.put(
                "tiers",
                info.tiers().stream()
                        .map(t -> availability("tier", Text.lower(t.tier()), t.unavailable()))
                        .toList());
        return map;
    }

    private static Map<String, String> toMap(Cache cache) {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("level", cache.level());
        map.put("type", cache.type());
        map.put("size", cache.size());
        return map;
    }

    private static Map<String, @Nullable Object> availability(String what, String name, @Nullable String unavailable) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put(what, name);
        map.put("available", unavailable == null);
        map.put("reason", unavailable);
        return map;
    }
}
