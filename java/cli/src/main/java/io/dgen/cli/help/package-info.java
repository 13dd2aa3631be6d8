// SPDX-License-Identifier: MIT OR Apache-2.0
/** {@code dgen help}. */
@NullMarked
package io.dgen.cli.help;

import org.jspecify.annotations.NullMarked;
