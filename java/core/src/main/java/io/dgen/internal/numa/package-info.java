/** NUMA nodes: which threads work where, and memory that lies where it was asked for. */
@NullMarked
package io.dgen.internal.numa;

import org.jspecify.annotations.NullMarked;
