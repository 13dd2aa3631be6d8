/** Predictions: the unique bytes that a deduplicator finds in a stream of a dedup plan. */
@NullMarked
package io.dgen.internal.prediction;

import org.jspecify.annotations.NullMarked;
