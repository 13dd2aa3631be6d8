// SPDX-License-Identifier: MIT OR Apache-2.0
/** {@code dgen generate}. */
@NullMarked
package io.dgen.cli.generate;

import org.jspecify.annotations.NullMarked;
