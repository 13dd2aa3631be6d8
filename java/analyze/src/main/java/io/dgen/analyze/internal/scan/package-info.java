/** Reads an input in windows and passes these through all counters, on all threads. */
@NullMarked
package io.dgen.analyze.internal.scan;

import org.jspecify.annotations.NullMarked;
