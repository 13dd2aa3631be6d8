// SPDX-License-Identifier: MIT OR Apache-2.0
/** Plans: the map from each position of a stream to its content, and the literals of that content. */
@NullMarked
package io.dgen.internal.plan;

import org.jspecify.annotations.NullMarked;
