/** The options that commands share, and how their texts become values. */
@NullMarked
package io.dgen.cli.option;

import org.jspecify.annotations.NullMarked;
