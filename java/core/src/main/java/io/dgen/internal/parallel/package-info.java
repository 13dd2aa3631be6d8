/** Threads. */
@NullMarked
package io.dgen.internal.parallel;

import org.jspecify.annotations.NullMarked;
