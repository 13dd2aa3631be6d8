@NullMarked
package io.dgen.cli.info;

import org.jspecify.annotations.NullMarked;
