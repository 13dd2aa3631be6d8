@NullMarked
package io.dgen.cli.io;

import org.jspecify.annotations.NullMarked;
