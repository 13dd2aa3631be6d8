// SPDX-License-Identifier: MIT OR Apache-2.0
/** Digests of the parts of a stream: CRCs, which combine, and hashes, which do not. */
@NullMarked
package io.dgen.internal.digest;

import org.jspecify.annotations.NullMarked;
