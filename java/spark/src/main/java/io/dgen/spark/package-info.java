// SPDX-License-Identifier: MIT OR Apache-2.0
/** Data of dgen on many machines: a data source of Apache Spark, and jobs that write and verify datasets. */
@NullMarked
package io.dgen.spark;

import org.jspecify.annotations.NullMarked;
