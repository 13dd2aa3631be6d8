/**
 * JMH benchmarks: what the library does beside what the machine, C and the JDK do. Contenders of one comparison are
 * methods of one class, or one method with two sets of parameters; {@code io.dgen.benchmarks.ratio.Rows} says which.
 */
@NullMarked
package io.dgen.benchmarks;

import org.jspecify.annotations.NullMarked;
