// SPDX-License-Identifier: MIT OR Apache-2.0
/**
 * Benchmarks of the library, and of what the machine, C and the JDK do at best. JMH and {@code io.dgen.benchmarks.ratio}
 * measure them; {@code rows.txt} and {@code charts.txt} list what is compared.
 */
@NullMarked
package io.dgen.benchmarks;

import org.jspecify.annotations.NullMarked;
