// SPDX-License-Identifier: MIT OR Apache-2.0
/** Reads an input in windows and passes the windows through all counters, on several threads. */
@NullMarked
package io.dgen.analyze.internal.scan;

import org.jspecify.annotations.NullMarked;
