/** What the operating system tells about the machine. */
@NullMarked
package io.dgen.internal.system;

import org.jspecify.annotations.NullMarked;
