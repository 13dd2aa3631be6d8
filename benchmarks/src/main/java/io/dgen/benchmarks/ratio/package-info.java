/**
 * The table of bars: each row compares two contenders that take turns in the same JVM on the same core, in rounds of some
 * milliseconds, so that whatever else the machine does slows both. {@link io.dgen.benchmarks.ratio.Ratios} is the program.
 */
@NullMarked
package io.dgen.benchmarks.ratio;

import org.jspecify.annotations.NullMarked;
