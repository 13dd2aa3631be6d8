// SPDX-License-Identifier: MIT OR Apache-2.0
/** The machine's nodes, CPUs, caches and cgroup limits, and the readers of the files that describe them. */
@NullMarked
package io.dgen.internal.topology;

import org.jspecify.annotations.NullMarked;
