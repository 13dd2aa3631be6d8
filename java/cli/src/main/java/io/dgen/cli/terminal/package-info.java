// SPDX-License-Identifier: MIT OR Apache-2.0
/** The streams and signals of the process: standard input, output and error, progress bars, interruption. */
@NullMarked
package io.dgen.cli.terminal;

import org.jspecify.annotations.NullMarked;
