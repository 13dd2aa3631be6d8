// SPDX-License-Identifier: MIT OR Apache-2.0
/** Random calls of the public API, checked against its Javadoc. */
@NullMarked
package io.dgen.fuzz;

import org.jspecify.annotations.NullMarked;
