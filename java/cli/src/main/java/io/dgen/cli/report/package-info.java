/** The form of all reports: text, tables, JSON objects and pages. */
@NullMarked
package io.dgen.cli.report;

import org.jspecify.annotations.NullMarked;
