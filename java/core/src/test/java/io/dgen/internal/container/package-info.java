// SPDX-License-Identifier: MIT OR Apache-2.0
@NullMarked
package io.dgen.internal.container;

import org.jspecify.annotations.NullMarked;
