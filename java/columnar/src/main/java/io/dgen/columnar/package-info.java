// SPDX-License-Identifier: MIT OR Apache-2.0
/**
 * Parquet and Arrow IPC files with the two columns {@code id} and {@code data}. Values are stored plainly, so that a column is a range of
 * the payload, and its position follows from the recipe: any range of a file can be made alone.
 */
@NullMarked
package io.dgen.columnar;

import org.jspecify.annotations.NullMarked;
