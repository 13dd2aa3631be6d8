// SPDX-License-Identifier: MIT OR Apache-2.0
/**
 * Benchmarks of the library, and of what the machine, C and the JDK do at best: {@code benchmarks.json}. {@code rows.json} and
 * {@code charts.json} list what is compared. {@code Ratios}, {@code Guard} and {@code Suite} measure, by a {@code Harness}.
 */
@NullMarked
package io.dgen.benchmarks;

import org.jspecify.annotations.NullMarked;
