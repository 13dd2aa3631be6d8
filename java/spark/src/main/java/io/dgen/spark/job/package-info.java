// SPDX-License-Identifier: MIT OR Apache-2.0
/** Jobs that write and verify the files of datasets through Hadoop's file systems. */
@NullMarked
package io.dgen.spark.job;

import org.jspecify.annotations.NullMarked;
