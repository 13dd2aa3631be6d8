/** {@code dgen completion}. */
@NullMarked
package io.dgen.cli.completion;

import org.jspecify.annotations.NullMarked;
