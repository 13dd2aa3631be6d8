// SPDX-License-Identifier: MIT OR Apache-2.0
/** NUMA nodes: the threads that are bound to them, and memory that is placed on them. */
@NullMarked
package io.dgen.internal.numa;

import org.jspecify.annotations.NullMarked;
