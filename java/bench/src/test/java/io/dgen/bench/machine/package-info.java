@NullMarked
package io.dgen.bench.machine;

import org.jspecify.annotations.NullMarked;
