/**
 * What deduplicators and compressors make of data that exists.
 *
 * <p>An {@link io.dgen.analyze.Analyzer} reads a file, a directory, a block device or a stream once and says, in an
 * {@link io.dgen.analyze.Analysis}, which deduplication ratio systems with fixed and with content-defined chunks would
 * reach, which compression ratio compressors reach on independent blocks of several sizes, and what the bytes' entropy is.
 * A {@link io.dgen.analyze.Profile} keeps of that what is needed to make synthetic data of the same ratios, and finds its
 * recipe.
 *
 * <pre>{@code
 * Analysis analysis = Analyzer.builder()
 *         .compressors(List.of(Codec.parse("lz4"), Codec.parse("zstd-3")))
 *         .build()
 *         .analyze(Path.of("disk.img"));
 * double at128KiB = analysis.fixed(128 << 10).ratio();
 * Recipe recipe = Profile.of(analysis).plan(7, 0, 1L << 30).recipe();
 * }</pre>
 */
@NullMarked
package io.dgen.analyze;

import org.jspecify.annotations.NullMarked;
