/**
 * The command line: its entry point and its commands. Nothing here is API but the commands, their options, output and
 * exit statuses.
 */
@NullMarked
package io.dgen.cli;

import org.jspecify.annotations.NullMarked;
