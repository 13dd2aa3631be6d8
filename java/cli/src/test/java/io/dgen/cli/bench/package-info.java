@NullMarked
package io.dgen.cli.bench;

import org.jspecify.annotations.NullMarked;
