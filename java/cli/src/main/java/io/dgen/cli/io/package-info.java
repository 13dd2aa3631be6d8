// SPDX-License-Identifier: MIT OR Apache-2.0
/**
 * Inputs and outputs of data. Arguments of the command line name an {@link io.dgen.cli.io.Output} or an {@link
 * io.dgen.cli.io.Input}; when opened, these return a {@link io.dgen.cli.io.Sink} or a {@link io.dgen.cli.io.Source},
 * which transfers bytes. {@link io.dgen.cli.io.Endpoints} registers the implementations. This package does not depend
 * on options, and its messages name none.
 */
@NullMarked
package io.dgen.cli.io;

import org.jspecify.annotations.NullMarked;
