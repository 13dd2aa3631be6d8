// SPDX-License-Identifier: MIT OR Apache-2.0
/**
 * The bars: each row compares candidates that take turns in the same JVM on the same CPU, in rounds of some milliseconds,
 * so that other load on the machine slows both. {@link io.dgen.benchmarks.ratio.Ratios} is the program.
 */
@NullMarked
package io.dgen.benchmarks.ratio;

import org.jspecify.annotations.NullMarked;
