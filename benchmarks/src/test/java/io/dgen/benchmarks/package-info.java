@NullMarked
package io.dgen.benchmarks;

import org.jspecify.annotations.NullMarked;
