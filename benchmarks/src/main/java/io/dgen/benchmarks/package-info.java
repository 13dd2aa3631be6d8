// SPDX-License-Identifier: MIT OR Apache-2.0
/**
 * JMH benchmarks of the library, and of what the machine, C and the JDK do at best. Benchmarks that are compared are
 * methods of one class, or one method with two sets of parameters; {@code rows.txt} and {@code charts.txt} list them.
 */
@NullMarked
package io.dgen.benchmarks;

import org.jspecify.annotations.NullMarked;
