// SPDX-License-Identifier: MIT OR Apache-2.0
/** Files of a dataset: sizes, order, positions and names, each from the number of the file. */
@NullMarked
package io.dgen.internal.dataset;

import org.jspecify.annotations.NullMarked;
