// SPDX-License-Identifier: MIT OR Apache-2.0
/** The examples of the Javadoc, which shows regions of these files. */
@NullMarked
package io.dgen.manual;

import org.jspecify.annotations.NullMarked;
