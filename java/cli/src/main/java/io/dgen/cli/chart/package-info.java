/** Charts as SVG, for pages without scripts. */
@NullMarked
package io.dgen.cli.chart;

import org.jspecify.annotations.NullMarked;
