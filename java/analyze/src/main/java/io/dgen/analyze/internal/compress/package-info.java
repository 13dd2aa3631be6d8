// SPDX-License-Identifier: MIT OR Apache-2.0
/** A common interface for block compressors, and the counts of compressed blocks and of byte entropy. */
@NullMarked
package io.dgen.analyze.internal.compress;

import org.jspecify.annotations.NullMarked;
