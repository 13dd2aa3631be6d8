// SPDX-License-Identifier: MIT OR Apache-2.0
@NullMarked
package io.dgen.columnar;

import org.jspecify.annotations.NullMarked;
