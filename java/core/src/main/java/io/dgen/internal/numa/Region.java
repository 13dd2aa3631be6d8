// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.numa;

import io.dgen.internal.kernel.NativeMemory.Policy;
import java.util.BitSet;

/**
 * A range of a buffer; all of its pages have the same policy.
 *
 * @param offset in the buffer, in bytes, a multiple of the page size
 * @param length in bytes
 * @param policy {@code BIND}, {@code INTERLEAVE} or {@code LOCAL}
 * @param nodes the nodes that its pages may be on; empty with {@code LOCAL}
 */
public record Region(long offset, long length, Policy policy, BitSet nodes) {

    public boolean canLieOn(int node) {
        return policy == Policy.LOCAL || nodes.get(node);
    }
}
