// SPDX-License-Identifier: MIT OR Apache-2.0
@NullMarked
package io.dgen.cli.generate;

import org.jspecify.annotations.NullMarked;
