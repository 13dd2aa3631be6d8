/** What commands print at their end, for people or as JSON. */
@NullMarked
package io.dgen.cli.report;

import org.jspecify.annotations.NullMarked;
