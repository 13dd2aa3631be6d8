package io.dgen.cli.bench;

import io.dgen.MemoryCeiling;
import java.util.List;

/** What is done with a buffer. */
enum Operation {
    FILL,
    VERIFY;

    /** What limits it: the machine's own loops that touch memory in the same way. */
    List<MemoryCeiling> ceilings() {
        return switch (this) {
            case FILL -> List.of(MemoryCeiling.MEMSET, MemoryCeiling.STREAM);
            case VERIFY -> List.of(MemoryCeiling.READ);
        };
    }
}
