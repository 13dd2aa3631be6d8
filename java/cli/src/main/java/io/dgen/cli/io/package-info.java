/**
 * Where data goes to and comes from: {@link io.dgen.cli.io.Output} and {@link io.dgen.cli.io.Input} stand for a name on the
 * command line, {@link io.dgen.cli.io.Sink} and {@link io.dgen.cli.io.Source} for the open thing, which knows bytes and
 * positions. {@link io.dgen.cli.io.Endpoints} finds the implementation. Nothing here knows an option.
 */
@NullMarked
package io.dgen.cli.io;

import org.jspecify.annotations.NullMarked;
