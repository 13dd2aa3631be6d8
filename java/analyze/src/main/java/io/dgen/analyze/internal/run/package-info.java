/** Takes data through all measurements, on all threads. */
@NullMarked
package io.dgen.analyze.internal.run;

import org.jspecify.annotations.NullMarked;
