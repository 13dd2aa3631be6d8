@NullMarked
package io.dgen.bench.chart;

import org.jspecify.annotations.NullMarked;
