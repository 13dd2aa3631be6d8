// SPDX-License-Identifier: MIT OR Apache-2.0
/** Formats reports as text, tables, JSON objects and HTML pages. */
@NullMarked
package io.dgen.cli.report;

import org.jspecify.annotations.NullMarked;
