// SPDX-License-Identifier: MIT OR Apache-2.0
/** Predicts the number of unique bytes that a deduplicator finds in a stream. */
@NullMarked
package io.dgen.internal.prediction;

import org.jspecify.annotations.NullMarked;
