@NullMarked
package io.dgen.cli.verify;

import org.jspecify.annotations.NullMarked;
