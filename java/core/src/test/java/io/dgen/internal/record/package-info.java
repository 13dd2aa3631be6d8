// SPDX-License-Identifier: MIT OR Apache-2.0
@NullMarked
package io.dgen.internal.record;

import org.jspecify.annotations.NullMarked;
