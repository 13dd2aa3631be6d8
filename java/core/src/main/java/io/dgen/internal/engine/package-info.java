/** Engines, which make the bytes, all the same bytes, and the choice among them. */
@NullMarked
package io.dgen.internal.engine;

import org.jspecify.annotations.NullMarked;
