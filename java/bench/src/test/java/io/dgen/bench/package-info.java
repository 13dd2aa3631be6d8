@NullMarked
package io.dgen.bench;

import org.jspecify.annotations.NullMarked;
