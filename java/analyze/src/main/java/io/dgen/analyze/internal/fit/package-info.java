// SPDX-License-Identifier: MIT OR Apache-2.0
/** Finds a recipe for data with given deduplication and compression ratios. */
@NullMarked
package io.dgen.analyze.internal.fit;

import org.jspecify.annotations.NullMarked;
