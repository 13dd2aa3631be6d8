// SPDX-License-Identifier: MIT OR Apache-2.0
/** {@code dgen dataset}: sets of files in directories. */
@NullMarked
package io.dgen.cli.dataset;

import org.jspecify.annotations.NullMarked;
