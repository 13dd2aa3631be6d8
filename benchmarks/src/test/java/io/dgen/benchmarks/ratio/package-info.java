@NullMarked
package io.dgen.benchmarks.ratio;

import org.jspecify.annotations.NullMarked;
