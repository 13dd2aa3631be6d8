package io.dgen;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the control group (cgroup) of this process limits, as containers and batch systems do. Immutable.
 *
 * <p>The group is named by {@code /proc/self/cgroup} and read below {@code /sys/fs/cgroup}. What is set above the part
 * of the hierarchy that a container sees is not known here; {@link NumaNode#allowedCpus} honours it all the same.
 *
 * @param cgroupVersion 1 or 2: where the limits were read, 1 if controllers of both were; 0 if no group was found
 * @param cpuQuota most CPU time, in CPUs, such as 1.5: the smallest of the group's and its ancestors'; null if unlimited
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
}
