/** The C kernel seen from Java: finding it, calling it, and turning its statuses into exceptions. */
@NullMarked
package io.dgen.internal.kernel;

import org.jspecify.annotations.NullMarked;
