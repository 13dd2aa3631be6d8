/**
 * The command line: its entry point and the list of its commands. Each command has a package of its own. The API of this
 * module is its commands with their options, output and exit statuses; no class is.
 */
@NullMarked
package io.dgen.cli;

import org.jspecify.annotations.NullMarked;
