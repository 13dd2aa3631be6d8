// SPDX-License-Identifier: MIT OR Apache-2.0
/**
 * Moves a range of a stream between the generator and a sink or source: workers generate and write, or read and verify,
 * one chunk after the other.
 */
@NullMarked
package io.dgen.cli.pipeline;

import org.jspecify.annotations.NullMarked;
