/** From measured ratios to the recipe of data that has them. */
@NullMarked
package io.dgen.analyze.internal.like;

import org.jspecify.annotations.NullMarked;
