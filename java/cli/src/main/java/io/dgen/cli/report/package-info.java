/** Formats reports as text, tables, JSON objects and HTML pages. */
@NullMarked
package io.dgen.cli.report;

import org.jspecify.annotations.NullMarked;
