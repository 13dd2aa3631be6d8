// SPDX-License-Identifier: MIT OR Apache-2.0
/** How a command ends: its exit status, and the failure that ends it early. */
@NullMarked
package io.dgen.cli.exit;

import org.jspecify.annotations.NullMarked;
