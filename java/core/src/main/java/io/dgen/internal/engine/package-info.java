/** Engines: who makes the bytes. All make the same. */
@NullMarked
package io.dgen.internal.engine;

import org.jspecify.annotations.NullMarked;
