// SPDX-License-Identifier: MIT OR Apache-2.0
/** The machine that is measured: its description, its clock rate, its CPUs. */
@NullMarked
package io.dgen.bench.machine;

import org.jspecify.annotations.NullMarked;
