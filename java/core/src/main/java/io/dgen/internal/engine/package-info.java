// SPDX-License-Identifier: MIT OR Apache-2.0
/** The engines, which make the bytes, and the selection of an engine. All engines make the same bytes. */
@NullMarked
package io.dgen.internal.engine;

import org.jspecify.annotations.NullMarked;
