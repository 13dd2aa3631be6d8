// SPDX-License-Identifier: MIT OR Apache-2.0
/** The command {@code predict}. */
@NullMarked
package io.dgen.cli.predict;

import org.jspecify.annotations.NullMarked;
