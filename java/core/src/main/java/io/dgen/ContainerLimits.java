// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.topology.CgroupLimits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limits of this process's control group (cgroup), as containers and batch systems set them. Immutable.
 *
 * <p>{@code /proc/self/cgroup} contains the path of the group; its files are read below {@code /sys/fs/cgroup}. Limits
 * of ancestors that are not visible inside a container are unknown here, but {@link NumaNode#allowedCpus} takes them
 * into account.
 *
 * @param cgroupVersion version of the hierarchy that the limits were read from, 1 or 2; 1 if controllers of both
 *     versions were found; 0 if no group was found
 * @param cpuQuota limit of CPU time in CPUs, such as 1.5: the smallest limit of the group and its ancestors; null if
 *     unlimited
 * @param cpus the cpuset's CPUs, ascending; null if the group has no cpuset
 * @param memoryNodes the ids of the cpuset's memory nodes, ascending; null if the group has no cpuset
 */
public record ContainerLimits(
        int cgroupVersion,
        @Nullable Double cpuQuota,
        @Nullable List<Integer> cpus,
        @Nullable List<Integer> memoryNodes) {
    /** No limit is known. */
    public static final ContainerLimits NONE = new ContainerLimits(0, null, null, null);

    /** Keeps copies of the lists. */
    public ContainerLimits {
        cpus = cpus == null ? null : List.copyOf(cpus);
        memoryNodes = memoryNodes == null ? null : List.copyOf(memoryNodes);
    }

    static ContainerLimits of(CgroupLimits limits) {
        return new ContainerLimits(
                limits.version(),
                limits.cpuQuota(),
                limits.cpus() == null ? null : NumaNode.ids(limits.cpus()),
                limits.memoryNodes() == null ? null : NumaNode.ids(limits.memoryNodes()));
    }
}
