// SPDX-License-Identifier: MIT OR Apache-2.0
/** {@code dgen selftest}: compares all engines and tiers with each other. */
@NullMarked
package io.dgen.cli.selftest;

import org.jspecify.annotations.NullMarked;
