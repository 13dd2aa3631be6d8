// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.engine.EngineSelection;
import io.dgen.internal.kernel.JdkDefect;
import io.dgen.internal.kernel.Kernel;
import io.dgen.internal.kernel.NativeLibrary;
import io.dgen.internal.kernel.NativeMemory;
import io.dgen.internal.numa.NumaCapabilities;
import io.dgen.internal.parallel.Workers;
import io.dgen.internal.topology.CpuModel;
import io.dgen.internal.topology.SystemFiles;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The machine, the running Java, and the engines and tiers, with the reason for each that cannot run here. An immutable
 * snapshot.
 *
 * @param operatingSystem name and version
 * @param architecture the JVM's name of the architecture, such as {@code amd64}
 * @param cpuModel the CPU's name; null if unknown
 * @param availableCpus number of CPUs that the affinity and the cgroup quota permit: the largest number of threads of a
 *     call
 * @param topology nodes, CPUs, cores, sockets, caches, container limits
 * @param jdk the running Java: version and vendor
 * @param jdkWarning a known defect of the running Java that can harm this library's users; null if none
 * @param engines every engine, fastest first
 * @param autoEngine the engine that {@link Engine#AUTO} selects if no system property is set
 * @param tiers every tier of the native engine; empty if the native library is not loaded
 * @param autoTier the tier that {@link Tier#AUTO} selects; null if the native engine cannot run
 * @param nativeLibrary the file or resource that the native library was loaded from; null if it is not loaded
 * @param libnuma {@code available}, or the reason why libnuma cannot be used, in English
 * @param nodeAllocator how the base pages of a {@link NumaBuffer} on one node are allocated: {@code numa_alloc_onnode}, or
 *     {@code mmap} with the reason why libnuma does not allocate them, in English
 * @param placementUnavailable why memory cannot be placed on NUMA nodes; null if it can
 * @param pinningUnavailable why threads cannot be pinned to NUMA nodes; null if they can
 */
public record SystemInfo(
        String operatingSystem,
        String architecture,
        @Nullable String cpuModel,
        int availableCpus,
        NumaTopology topology,
        String jdk,
        @Nullable String jdkWarning,
        List<EngineInfo> engines,
        Engine autoEngine,
        List<TierInfo> tiers,
        @Nullable Tier autoTier,
        @Nullable String nativeLibrary,
        String libnuma,
        String nodeAllocator,
        @Nullable String placementUnavailable,
        @Nullable String pinningUnavailable) {

    /**
     * An engine.
     *
     * @param engine the engine
     * @param unavailable why it cannot run here; null if it can
     */
    public record EngineInfo(Engine engine, @Nullable String unavailable) {
        /** Checks that the engine is not null. */
        public EngineInfo {
            Objects.requireNonNull(engine, "engine");
        }
    }

    /**
     * A tier of the native engine.
     *
     * @param tier the tier
     * @param unavailable why it cannot run here; null if it can
     */
    public record TierInfo(Tier tier, @Nullable String unavailable) {
        /** Checks that the tier is not null. */
        public TierInfo {
            Objects.requireNonNull(tier, "tier");
        }
    }

    /** Keeps copies of the lists. */
    public SystemInfo {
        Objects.requireNonNull(operatingSystem, "operatingSystem");
        Objects.requireNonNull(architecture, "architecture");
        Objects.requireNonNull(topology, "topology");
        Objects.requireNonNull(jdk, "jdk");
        Objects.requireNonNull(autoEngine, "autoEngine");
        Objects.requireNonNull(libnuma, "libnuma");
        Objects.requireNonNull(nodeAllocator, "nodeAllocator");
        engines = List.copyOf(Objects.requireNonNull(engines, "engines"));
        tiers = List.copyOf(Objects.requireNonNull(tiers, "tiers"));
    }

    /**
     * {@return a snapshot of the machine and of this process, taken now} Loads the native library if no attempt was made
     * before.
     */
    public static SystemInfo get() {
        boolean loaded = NativeLibrary.isLoaded();
        return new SystemInfo(
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("os.arch"),
                CpuModel.read(SystemFiles.ofMachine()),
                Workers.cpus(),
                NumaTopology.get(),
                Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
                JdkDefect.of(Runtime.version()),
                EngineSelection.fastestFirst().stream()
                        .map(e -> new EngineInfo(Engine.of(e), EngineSelection.whyUnavailable(e, Tier.AUTO.ordinal())))
                        .toList(),
                Engine.of(EngineSelection.fastest()),
                loaded ? readTiers() : List.of(),
                loaded && Kernel.isTierAvailable(Tier.AUTO.ordinal()) ? Tier.values()[Kernel.defaultTier()] : null,
                NativeLibrary.source(),
                loaded ? askLibnuma() : "not checked: the native library is not loaded",
                askAllocator(),
                NumaCapabilities.whyNoPlacement(),
                NumaCapabilities.whyNoPinning());
    }

    private static List<TierInfo> readTiers() {
        return Arrays.stream(Tier.values())
                .filter(t -> t != Tier.AUTO)
                .map(t -> new TierInfo(t, Kernel.isTierAvailable(t.ordinal()) ? null : Kernel.tierReason(t.ordinal())))
                .toList();
    }

    private static String askAllocator() {
        String why = NumaCapabilities.whyNoAllocation();
        return why == null ? "numa_alloc_onnode" : "mmap (" + why + ")";
    }

    private static String askLibnuma() {
        int status = NativeMemory.status();
        return status == NativeMemory.OK ? "available" : Kernel.statusText(status);
    }
}
