@NullMarked
package io.dgen.bench.process;

import org.jspecify.annotations.NullMarked;
