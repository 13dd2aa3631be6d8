// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.info;

import io.dgen.NumaTopology;
import io.dgen.SystemInfo;
import io.dgen.SystemInfo.EngineInfo;
import io.dgen.SystemInfo.TierInfo;
import io.dgen.Tier;
import io.dgen.cli.report.JsonObject;
import io.dgen.cli.report.Report;
import io.dgen.cli.report.Text;
import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports the machine, and the engines and tiers that run on it. */
record InfoReport(String version, SystemInfo info) implements Report {
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
        out.println(Text.label("node allocator") + info.nodeAllocator());
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
        Tier autoTier = info.autoTier();
        return JsonObject.of(
                "version", version,
                "operatingSystem", info.operatingSystem(),
                "architecture", info.architecture(),
                "cpuModel", info.cpuModel(),
                "availableCpus", info.availableCpus(),
                "topology", TopologyJson.of(info.topology()),
                "libnuma", info.libnuma(),
                "nodeAllocator", info.nodeAllocator(),
                "placementUnavailable", info.placementUnavailable(),
                "pinningUnavailable", info.pinningUnavailable(),
                "jdk", info.jdk(),
                "jdkWarning", info.jdkWarning(),
                "nativeLibrary", info.nativeLibrary(),
                "autoEngine", Text.lower(info.autoEngine()),
                "engines", JsonObject.list(info.engines(), e -> availability("engine", e.engine(), e.unavailable())),
                "autoTier", autoTier == null ? null : Text.lower(autoTier),
                "tiers", JsonObject.list(info.tiers(), t -> availability("tier", t.tier(), t.unavailable())));
    }

    private static Map<String, @Nullable Object> availability(
            String key, Enum<?> constant, @Nullable String unavailable) {
        return JsonObject.of(key, Text.lower(constant), "available", unavailable == null, "reason", unavailable);
    }
}
