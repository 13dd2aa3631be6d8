// SPDX-License-Identifier: MIT OR Apache-2.0
/** Charts as SVG, for pages without scripts, and Markdown tables. */
@NullMarked
package io.dgen.bench.report;

import org.jspecify.annotations.NullMarked;
