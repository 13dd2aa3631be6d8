// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

import java.util.ArrayList;
import java.util.List;

/**
 * Combines pieces into groups of about 1 MiB, so that a task has enough work even if files are small. Not thread-safe.
 */
final class PieceGroups<T> {
    static final int GROUP_BYTES = 1 << 20;

    private final List<List<T>> groups = new ArrayList<>();
    private int lastBytes = GROUP_BYTES;

    void add(T piece, int pieceBytes) {
        if (lastBytes >= GROUP_BYTES) {
            groups.add(new ArrayList<>());
            lastBytes = 0;
        }
        groups.getLast().add(piece);
        lastBytes += pieceBytes;
    }

    List<List<T>> groups() {
        return groups;
    }
}
