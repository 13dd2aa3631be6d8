/** Dedup plans: which content a stream shows at which position. */
@NullMarked
package io.dgen.internal.plan;

import org.jspecify.annotations.NullMarked;
