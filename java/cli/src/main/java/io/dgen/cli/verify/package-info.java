// SPDX-License-Identifier: MIT OR Apache-2.0
/** {@code dgen verify}. */
@NullMarked
package io.dgen.cli.verify;

import org.jspecify.annotations.NullMarked;
