// SPDX-License-Identifier: MIT OR Apache-2.0
/**
 * The data source {@code dgen} of Apache Spark: the stream of a recipe as records, in batches and in streams
 * (docs/cluster.md). {@link io.dgen.spark.source.Rows} checks records that were read back.
 *
 * <p>The path of a query: {@code DgenSource} and {@code SourceOptions} read the options, {@code RecordScanBuilder} takes
 * what Spark pushes down and keeps the remaining ids as an {@code IdSet}, {@code RecordScan} divides them into partitions,
 * and {@code RecordReader} makes the records of a partition in the thread of its task. {@code DgenExtensions} changes the
 * plans of Spark in which functions get rows, so that the data is not copied.
 */
@NullMarked
package io.dgen.spark.source;

import org.jspecify.annotations.NullMarked;
