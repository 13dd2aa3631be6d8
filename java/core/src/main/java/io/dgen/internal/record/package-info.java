// SPDX-License-Identifier: MIT OR Apache-2.0
/** Records, which are consecutive ranges of a stream: their positions, and which of them were seen. */
@NullMarked
package io.dgen.internal.record;

import org.jspecify.annotations.NullMarked;
