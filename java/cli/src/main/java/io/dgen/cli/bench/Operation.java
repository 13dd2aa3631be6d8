// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.MemoryCeiling;
import java.util.List;

/** An operation on a buffer. */
enum Operation {
    FILL(MemoryCeiling.MEMSET, MemoryCeiling.STREAM),
    VERIFY(MemoryCeiling.READ);

    private final List<MemoryCeiling> ceilings;

    Operation(MemoryCeiling... ceilings) {
        this.ceilings = List.of(ceilings);
    }

    /** {@return its limits: the machine's own loops that access memory in the same way} */
    List<MemoryCeiling> ceilings() {
        return ceilings;
    }
}
