// SPDX-License-Identifier: MIT OR Apache-2.0
/** Byte ranges of a stream: filling and checking them, reading them chunk by chunk. */
@NullMarked
package io.dgen.internal.stream;

import org.jspecify.annotations.NullMarked;
