/** What callers' memory allows: which thread may touch it, and how. */
@NullMarked
package io.dgen.internal.buffer;

import org.jspecify.annotations.NullMarked;
