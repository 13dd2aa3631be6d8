// SPDX-License-Identifier: MIT OR Apache-2.0
/** {@code dgen digest}. */
@NullMarked
package io.dgen.cli.digest;

import org.jspecify.annotations.NullMarked;
