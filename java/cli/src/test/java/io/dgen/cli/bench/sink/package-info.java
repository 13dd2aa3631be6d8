@NullMarked
package io.dgen.cli.bench.sink;

import org.jspecify.annotations.NullMarked;
