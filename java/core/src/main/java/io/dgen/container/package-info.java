// SPDX-License-Identifier: MIT OR Apache-2.0
/**
 * What a module of file formats provides for files with computed framing: the bytes around the payload. {@link
 * io.dgen.FileFormatProvider} makes the objects.
 */
@NullMarked
package io.dgen.container;

import org.jspecify.annotations.NullMarked;
