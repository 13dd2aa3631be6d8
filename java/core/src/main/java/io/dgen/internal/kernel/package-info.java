// SPDX-License-Identifier: MIT OR Apache-2.0
/**
 * Access to the C kernel from Java: loading the library, calling its functions, and turning statuses into exceptions.
 */
@NullMarked
package io.dgen.internal.kernel;

import org.jspecify.annotations.NullMarked;
