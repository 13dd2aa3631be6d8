@NullMarked
package io.dgen.cli.generate;

import org.jspecify.annotations.NullMarked;
