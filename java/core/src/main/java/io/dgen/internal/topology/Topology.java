// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import java.util.List;

/**
 * The machine's NUMA nodes, CPUs and caches, and the part of them that this process may use.
 *
 * @param nodes the online nodes, at least one, ascending by id
 * @param logicalCpus number of online CPUs, at least 1
 * @param physicalCores number of cores with an online CPU; 0 if unknown
 * @param threadsPerCore largest number of online CPUs of one core; 0 if unknown
 * @param sockets number of processor packages with an online CPU; 0 if unknown
 * @param caches the caches of the first online CPU, nearest first
 * @param limits the limits of the control group
 * @param notes one sentence for each fact that was missing or malformed, with the assumption made instead
 */
public record Topology(
        List<Node> nodes,
        int logicalCpus,
        int physicalCores,
        int threadsPerCore,
        int sockets,
        List<CpuCache> caches,
        CgroupLimits limits,
        List<String> notes) {

    public Topology {
        nodes = List.copyOf(nodes);
        caches = List.copyOf(caches);
        notes = List.copyOf(notes);
    }
}
