@NullMarked
package io.dgen.cli.pipeline;

import org.jspecify.annotations.NullMarked;
