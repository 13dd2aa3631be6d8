// SPDX-License-Identifier: MIT OR Apache-2.0
/**
 * Moves a range of a stream between the generator and a sink or source: one thread generates or reads chunks, another
 * thread writes or verifies the chunks before them.
 */
@NullMarked
package io.dgen.cli.pipeline;

import org.jspecify.annotations.NullMarked;
