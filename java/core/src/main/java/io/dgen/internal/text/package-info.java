/** Text forms that are used by several types: decimal numbers, enum names, lists of keys and values. */
@NullMarked
package io.dgen.internal.text;

import org.jspecify.annotations.NullMarked;
