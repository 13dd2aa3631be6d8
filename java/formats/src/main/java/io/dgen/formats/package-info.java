// SPDX-License-Identifier: MIT OR Apache-2.0
/**
 * Formats of files that data loaders read (docs/formats.md). {@link io.dgen.DataStream} finds them by the key {@code format} of a
 * recipe; programs need no class of this package.
 */
@NullMarked
package io.dgen.formats;

import org.jspecify.annotations.NullMarked;
