// SPDX-License-Identifier: MIT OR Apache-2.0
/**
 * The command line: its entry point and the list of its commands. Each command has its own package. The interface of
 * this module consists of the commands with their options, output and exit statuses; it has no API for Java programs.
 */
@NullMarked
package io.dgen.cli;

import org.jspecify.annotations.NullMarked;
