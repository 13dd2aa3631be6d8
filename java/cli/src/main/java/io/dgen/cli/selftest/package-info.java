/** The comparison of all engines and tiers with each other. */
@NullMarked
package io.dgen.cli.selftest;

import org.jspecify.annotations.NullMarked;
