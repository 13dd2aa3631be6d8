// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.info;

import io.dgen.ContainerLimits;
import io.dgen.NumaNode;
import io.dgen.NumaNode.Performance;
import io.dgen.NumaTopology;
import io.dgen.NumaTopology.Cache;
import io.dgen.cli.report.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The topology as a JSON object, with null for unknown values. */
final class TopologyJson {
    private TopologyJson() {}

    static Map<String, @Nullable Object> of(NumaTopology topology) {
        return JsonObject.of(
                "deploymentType", topology.deploymentType(),
                "isUma", topology.isUma(),
                "numNodes", topology.numNodes(),
                "logicalCpus", topology.logicalCpus(),
                "physicalCores", positive(topology.physicalCores()),
                "threadsPerCore", positive(topology.threadsPerCore()),
                "sockets", positive(topology.sockets()),
                "caches", JsonObject.list(topology.caches(), TopologyJson::of),
                "container", of(topology.limits()),
                "nodes", JsonObject.list(topology.nodes(), TopologyJson::of),
                "notes", topology.notes());
    }

    private static Map<String, @Nullable Object> of(Cache cache) {
        return JsonObject.of(
                "level", cache.level(),
                "type", cache.type(),
                "sizeBytes", cache.sizeBytes(),
                "sharedByCpus", positive(cache.sharedByCpus()));
    }

    private static Map<String, @Nullable Object> of(ContainerLimits limits) {
        return JsonObject.of(
                "cgroupVersion", positive(limits.cgroupVersion()),
                "cpuQuota", limits.cpuQuota(),
                "cpus", limits.cpus(),
                "memoryNodes", limits.memoryNodes());
    }

    private static Map<String, @Nullable Object> of(NumaNode node) {
        Performance performance = node.performance();
        return JsonObject.of(
                "id", node.id(),
                "cpus", node.cpus(),
                "allowedCpus", node.allowedCpus(),
                "memoryBytes", node.memoryBytes() < 0 ? null : node.memoryBytes(),
                "freeBytes", node.freeBytes() < 0 ? null : node.freeBytes(),
                "memoryAllowed", node.isMemoryAllowed(),
                "distances", node.distances(),
                "performance", performance == null ? null : of(performance));
    }

    private static Map<String, @Nullable Object> of(Performance performance) {
        return JsonObject.of(
                "readLatencyNanos", positive(performance.readLatencyNanos()),
                "writeLatencyNanos", positive(performance.writeLatencyNanos()),
                "readMegabytesPerSecond", positive(performance.readMegabytesPerSecond()),
                "writeMegabytesPerSecond", positive(performance.writeMegabytesPerSecond()));
    }

    private static @Nullable Long positive(long number) {
        return number > 0 ? number : null;
    }
}
