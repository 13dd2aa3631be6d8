/** Counts equal chunks: fingerprints, chunkers, and tables of bounded size. */
@NullMarked
package io.dgen.analyze.internal.dedup;

import org.jspecify.annotations.NullMarked;
