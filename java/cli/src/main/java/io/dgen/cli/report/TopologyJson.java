package io.dgen.cli.report;

import io.dgen.ContainerLimits;
import io.dgen.NumaNode;
import io.dgen.NumaNode.Performance;
import io.dgen.NumaTopology;
import io.dgen.NumaTopology.Cache;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The topology as a JSON object; what is unknown is null. */
final class TopologyJson {
    private TopologyJson() {}

    static Map<String, @Nullable Object> of(NumaTopology topology) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("deploymentType", topology.deploymentType());
        map.put("isUma", topology.isUma());
        map.put("numNodes", topology.numNodes());
        map.put("logicalCpus", topology.logicalCpus());
        map.put("physicalCores", positive(topology.physicalCores()));
        map.put("threadsPerCore", positive(topology.threadsPerCore()));
        map.put("sockets", positive(topology.sockets()));
        map.put("caches", topology.caches().stream().map(TopologyJson::of).toList());
        map.put("container", of(topology.limits()));
        map.put("nodes", topology.nodes().stream().map(TopologyJson::of).toList());
        map.put("notes", topology.notes());
        return map;
    }

    private static Map<String, @Nullable Object> of(Cache cache) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("level", cache.level());
        map.put("type", cache.type());
        map.put("sizeBytes", cache.sizeBytes());
        map.put("sharedByCpus", positive(cache.sharedByCpus()));
        return map;
    }

    private static Map<String, @Nullable Object> of(ContainerLimits limits) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("cgroupVersion", positive(limits.cgroupVersion()));
        map.put("cpuQuota", limits.cpuQuota());
        map.put("cpus", limits.cpus());
        map.put("memoryNodes", limits.memoryNodes());
        return map;
    }

    private static Map<String, @Nullable Object> of(NumaNode node) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("id", node.id());
        map.put("cpus", node.cpus());
        map.put("allowedCpus", node.allowedCpus());
        map.put("memoryBytes", node.memoryBytes() < 0 ? null : node.memoryBytes());
        map.put("freeBytes", node.freeBytes() < 0 ? null : node.freeBytes());
        map.put("memoryAllowed", node.isMemoryAllowed());
        map.put("distances", node.distances());
        map.put("performance", node.performance() == null ? null : of(node.performance()));
        return map;
    }

    private static Map<String, @Nullable Object> of(Performance performance) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("readLatencyNanos", positive(performance.readLatencyNanos()));
        map.put("writeLatencyNanos", positive(performance.writeLatencyNanos()));
        map.put("readMegabytesPerSecond", positive(performance.readMegabytesPerSecond()));
        map.put("writeMegabytesPerSecond", positive(performance.writeMegabytesPerSecond()));
        return map;
    }

    private static @Nullable Long positive(long number) {
        return number > 0 ? number : null;
    }
}
