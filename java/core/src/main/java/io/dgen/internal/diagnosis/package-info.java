// SPDX-License-Identifier: MIT OR Apache-2.0
/** The causes of wrong bytes: what was found in the place of the expected data. */
@NullMarked
package io.dgen.internal.diagnosis;

import org.jspecify.annotations.NullMarked;
