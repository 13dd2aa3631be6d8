/** The machine that is measured: its description, its clock rate, its CPUs. */
@NullMarked
package io.dgen.bench.machine;

import org.jspecify.annotations.NullMarked;
