package io.dgen.analyze.internal.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some bytes of the input: parts of one or more files, one behind the other. */
final class Window {
    /**
     * A part of a file.
     *
     * @param from where it starts in the window; in its file at a multiple of {@link #CELL_BYTES}
     * @param to where it ends; unless it is the file's last part, after a multiple of {@link #CELL_BYTES}
     * @param before what stands in front of it in its file, as much as a rolling hash depends on; null where the file
     *     starts
     * @param isLast whether the file ends with it; it may be empty then
     */
    record Extent(int from, int to, byte @Nullable [] before, boolean isLast) {}

    /** What no unit and no block exceeds. */
    static final int CELL_BYTES = 4 << 20;

    static final int BYTES = 4 * CELL_BYTES;

    final byte[] data = new byte[BYTES];
    final List<Extent> extents = new ArrayList<>();
    int length;

    int room() {
        return BYTES - length;
    }

    void clear() {
        extents.clear();
        length = 0;
    }
}
