/** Finds the recipe of data that has given deduplication and compression ratios. */
@NullMarked
package io.dgen.analyze.internal.fit;

import org.jspecify.annotations.NullMarked;
