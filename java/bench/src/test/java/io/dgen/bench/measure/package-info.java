@NullMarked
package io.dgen.bench.measure;

import org.jspecify.annotations.NullMarked;
