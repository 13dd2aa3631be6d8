/**
 * Destinations and origins of data. {@link io.dgen.cli.io.Output} and {@link io.dgen.cli.io.Input} are named by arguments
 * of the command line. {@link io.dgen.cli.io.Sink} and {@link io.dgen.cli.io.Source} are open ones, with bytes and
 * positions. {@link io.dgen.cli.io.Endpoints} registers the implementations. Nothing here knows an option.
 */
@NullMarked
package io.dgen.cli.io;

import org.jspecify.annotations.NullMarked;
