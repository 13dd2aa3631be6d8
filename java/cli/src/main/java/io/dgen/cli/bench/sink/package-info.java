// SPDX-License-Identifier: MIT OR Apache-2.0
/** {@code dgen bench sink}: finds out whether the generator or the storage is the bottleneck. */
@NullMarked
package io.dgen.cli.bench.sink;

import org.jspecify.annotations.NullMarked;
