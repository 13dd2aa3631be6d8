// SPDX-License-Identifier: MIT OR Apache-2.0
/** Measurements in JVMs of their own. */
@NullMarked
package io.dgen.bench.process;

import org.jspecify.annotations.NullMarked;
