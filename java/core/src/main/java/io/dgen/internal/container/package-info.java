// SPDX-License-Identifier: MIT OR Apache-2.0
/** Files with framing around the bytes of a stream: filling and checking them. */
@NullMarked
package io.dgen.internal.container;

import org.jspecify.annotations.NullMarked;
