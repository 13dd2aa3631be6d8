// SPDX-License-Identifier: MIT OR Apache-2.0
/** Format v1: the arithmetic that every engine shares (docs/format.md). */
@NullMarked
package io.dgen.internal.format;

import org.jspecify.annotations.NullMarked;
