@NullMarked
package io.dgen.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
