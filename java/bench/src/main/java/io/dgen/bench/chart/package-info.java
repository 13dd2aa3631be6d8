// SPDX-License-Identifier: MIT OR Apache-2.0
/** Charts as SVG, for pages without scripts. */
@NullMarked
package io.dgen.bench.chart;

import org.jspecify.annotations.NullMarked;
