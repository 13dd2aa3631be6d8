@NullMarked
package io.dgen.cli.terminal;

import org.jspecify.annotations.NullMarked;
