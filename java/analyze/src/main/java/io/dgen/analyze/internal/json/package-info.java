// SPDX-License-Identifier: MIT OR Apache-2.0
/** Reads JSON objects with checks of types and ranges. */
@NullMarked
package io.dgen.analyze.internal.json;

import org.jspecify.annotations.NullMarked;
