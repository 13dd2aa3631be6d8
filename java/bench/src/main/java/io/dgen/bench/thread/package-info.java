// SPDX-License-Identifier: MIT OR Apache-2.0
/** Threads that start together and are timed, with the time that they spend without a CPU. */
@NullMarked
package io.dgen.bench.thread;

import org.jspecify.annotations.NullMarked;
