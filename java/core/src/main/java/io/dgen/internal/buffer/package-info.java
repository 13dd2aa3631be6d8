// SPDX-License-Identifier: MIT OR Apache-2.0
/** The memory of callers: which threads may access it. Scratch memory of threads. */
@NullMarked
package io.dgen.internal.buffer;

import org.jspecify.annotations.NullMarked;
