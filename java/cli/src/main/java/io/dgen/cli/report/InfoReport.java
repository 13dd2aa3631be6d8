package io.dgen.cli.report;

import io.dgen.NumaTopology;
import io.dgen.SystemInfo;
import io.dgen.SystemInfo.EngineInfo;
import io.dgen.SystemInfo.TierInfo;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The machine as text or JSON. */
public record InfoReport(String version, SystemInfo info) implements Report {
    @Override
    public void printText(PrintStream out) {
        NumaTopology topology = info.topology();
        out.println(Text.label("version") + version);
        out.println(Text.label("system") + info.operatingSystem() + " " + info.architecture());
        out.println(Text.label("cpu") + (info.cpuModel() == null ? "unknown" : info.cpuModel()));
        out.println(Text.label("cpus") + info.availableCpus() + " usable of " + topology.logicalCpus()
                + " online; sockets " + known(topology.sockets()) + ", cores " + known(topology.physicalCores())
                + ", threads per core " + known(topology.threadsPerCore()));
        new TopologyText(topology).print(out);
        out.println(Text.label("libnuma") + info.libnuma());
        out.println(Text.label("placement") + availability(info.placementUnavailable()));
        out.println(Text.label("pinning") + availability(info.pinningUnavailable()));
        out.println(Text.label("java") + info.jdk());
        if (info.jdkWarning() != null) {
            out.println(Text.label("") + info.jdkWarning());
        }
        out.println(
                Text.label("native library") + (info.nativeLibrary() == null ? "not loaded" : info.nativeLibrary()));
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
        return Text.label(what) + Text.pad(name, 10) + status;
    }

    private static String availability(@Nullable String unavailable) {
        return unavailable == null ? "available" : "not available: " + unavailable;
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
        map.put("topology", TopologyJson.of(info.topology()));
        map.put("libnuma", info.libnuma());
        map.put("placementUnavailable", info.placementUnavailable());
        map.put("pinningUnavailable", info.pinningUnavailable());
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

    private static Map<String, @Nullable Object> availability(String what, String name, @Nullable String unavailable) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put(what, name);
        map.put("available", unavailable == null);
        map.put("reason", unavailable);
        return map;
    }
}
