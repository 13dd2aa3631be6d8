// SPDX-License-Identifier: MIT OR Apache-2.0
@NullMarked
package io.dgen.bench.machine;

import org.jspecify.annotations.NullMarked;
