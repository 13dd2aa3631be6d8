/** The C kernel as Java sees it: loading the library, its calls, and its statuses as exceptions. */
@NullMarked
package io.dgen.internal.kernel;

import org.jspecify.annotations.NullMarked;
