// SPDX-License-Identifier: MIT OR Apache-2.0
/** Options that several commands share, the conversion of their texts, and the messages that name them. */
@NullMarked
package io.dgen.cli.option;

import org.jspecify.annotations.NullMarked;
