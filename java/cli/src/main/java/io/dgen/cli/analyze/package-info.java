/** {@code dgen analyze}. */
@NullMarked
package io.dgen.cli.analyze;

import org.jspecify.annotations.NullMarked;
