@NullMarked
package io.dgen.cli.selftest;

import org.jspecify.annotations.NullMarked;
