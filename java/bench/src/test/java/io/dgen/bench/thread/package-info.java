@NullMarked
package io.dgen.bench.thread;

import org.jspecify.annotations.NullMarked;
