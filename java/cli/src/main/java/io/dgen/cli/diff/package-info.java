// SPDX-License-Identifier: MIT OR Apache-2.0
/** The command {@code diff}. */
@NullMarked
package io.dgen.cli.diff;

import org.jspecify.annotations.NullMarked;
