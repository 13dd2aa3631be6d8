// SPDX-License-Identifier: MIT OR Apache-2.0
/** Counts equal chunks: fingerprints, chunkers, and fingerprint tables of bounded size. */
@NullMarked
package io.dgen.analyze.internal.dedup;

import org.jspecify.annotations.NullMarked;
