// SPDX-License-Identifier: MIT OR Apache-2.0
/** Thread pools, and jobs that are cut into slices. */
@NullMarked
package io.dgen.internal.parallel;

import org.jspecify.annotations.NullMarked;
