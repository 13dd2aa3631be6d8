@NullMarked
package io.dgen.bench.statistics;

import org.jspecify.annotations.NullMarked;
