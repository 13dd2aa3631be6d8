// SPDX-License-Identifier: MIT OR Apache-2.0
/** Text forms that are used by several types: decimal numbers, enum names, lists of keys and values. */
@NullMarked
package io.dgen.internal.text;

import org.jspecify.annotations.NullMarked;
