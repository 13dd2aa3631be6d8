// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The limits of this process's control groups. The sets must not be modified.
 *
 * @param version version of the hierarchy that the limits were read from, 1 or 2; 1 if controllers of both versions
 *     were found; 0 if no group was found
 * @param cpuQuota limit of CPU time in CPUs: the smallest limit of the group and its ancestors; null if unlimited
 * @param cpus the cpuset's CPUs; null if the group has no cpuset
 * @param memoryNodes the cpuset's memory nodes; null if the group has no cpuset
 */
public record CgroupLimits(
        int version,
        @Nullable Double cpuQuota,
        @Nullable BitSet cpus,
        @Nullable BitSet memoryNodes) {
    static final CgroupLimits NONE = new CgroupLimits(0, null, null, null);
}
