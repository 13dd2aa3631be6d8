// SPDX-License-Identifier: MIT OR Apache-2.0
/** {@code dgen completion}. */
@NullMarked
package io.dgen.cli.completion;

import org.jspecify.annotations.NullMarked;
