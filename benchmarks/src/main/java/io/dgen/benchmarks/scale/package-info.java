/**
 * What threads cost each other: handing out work, cache lines that several of them write, and many more threads than
 * CPUs. Run by {@code benchmarks/run scale}.
 */
@NullMarked
package io.dgen.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
