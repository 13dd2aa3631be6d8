// SPDX-License-Identifier: MIT OR Apache-2.0
@NullMarked
package io.dgen.cli.dataset;

import org.jspecify.annotations.NullMarked;
