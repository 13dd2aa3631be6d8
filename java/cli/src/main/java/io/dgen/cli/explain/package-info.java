// SPDX-License-Identifier: MIT OR Apache-2.0
/** Causes of wrong bytes: the options for them, and their forms in reports. */
@NullMarked
package io.dgen.cli.explain;

import org.jspecify.annotations.NullMarked;
