// SPDX-License-Identifier: MIT OR Apache-2.0
/** {@code dgen bench}: fills and verifies buffers and compares the rates with the machine's limits. */
@NullMarked
package io.dgen.cli.bench;

import org.jspecify.annotations.NullMarked;
