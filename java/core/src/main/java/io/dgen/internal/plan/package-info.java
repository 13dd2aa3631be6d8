/** Plans: the content that a stream shows at each position, and the literals of that content. */
@NullMarked
package io.dgen.internal.plan;

import org.jspecify.annotations.NullMarked;
