// SPDX-License-Identifier: MIT OR Apache-2.0
/** Candidates that take turns, so that a disturbance of the machine affects all of them alike. */
@NullMarked
package io.dgen.bench.measure;

import org.jspecify.annotations.NullMarked;
