@NullMarked
package io.dgen.cli;

import org.jspecify.annotations.NullMarked;
