/** Block compressors of one face, and what they make of blocks. */
@NullMarked
package io.dgen.analyze.internal.compress;

import org.jspecify.annotations.NullMarked;
