// SPDX-License-Identifier: MIT OR Apache-2.0
@NullMarked
package io.dgen.cli;

import org.jspecify.annotations.NullMarked;
