/** Measurements in JVMs of their own. */
@NullMarked
package io.dgen.bench.process;

import org.jspecify.annotations.NullMarked;
