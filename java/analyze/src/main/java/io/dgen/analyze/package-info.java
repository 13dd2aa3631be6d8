// SPDX-License-Identifier: MIT OR Apache-2.0
/**
 * Measures the deduplication and compression ratios of existing data, and finds recipes that generate data with the
 * same ratios.
 *
 * <p>An {@link io.dgen.analyze.Analyzer} reads a file, a directory, a block device or a stream once. The
 * {@link io.dgen.analyze.Analysis} contains the deduplication ratios that systems with fixed and with content-defined
 * chunks reach, the compression ratios that compressors reach on independent blocks of several sizes, and the entropy of
 * the bytes. A {@link io.dgen.analyze.Profile} keeps the part of an analysis that is needed to generate data of the same
 * ratios, and finds the recipe of that data.
 *
 * {@snippet file="io/dgen/analyze/ExampleTest.java" region="fit"}
 */
@NullMarked
package io.dgen.analyze;

import org.jspecify.annotations.NullMarked;
