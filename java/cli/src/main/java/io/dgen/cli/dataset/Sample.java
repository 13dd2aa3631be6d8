// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.cli.pipeline.StreamRange;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A random choice of parts of files, of 64 KiB each. It depends only on the seed, so that a run can be repeated.
 *
 * @param share of the parts, 0 to 1
 */
record Sample(double share, long seed) {
    static final Sample ALL = new Sample(1, 0);
    private static final long UNIT_BYTES = 64 << 10;

    boolean isAll() {
        return share >= 1;
    }

    /** {@return the chosen ranges of a range of a file, in order; they do not touch} */
    List<StreamRange> ranges(long file, long position, long length) {
        if (isAll()) {
            return List.of(new StreamRange(position, length));
        }
        List<StreamRange> ranges = new ArrayList<>();
        long end = position + length;
        for (long at = position; at < end; at = unitEnd(at, end)) {
            if (isChosen(file, at / UNIT_BYTES)) {
                long start = at;
                long next = unitEnd(at, end);
                if (!ranges.isEmpty()
                        && ranges.getLast().offset() + ranges.getLast().length() == at) {
                    start = ranges.removeLast().offset();
                }
                ranges.add(new StreamRange(start, next - start));
            }
        }
        return ranges;
    }

    private static long unitEnd(long at, long end) {
        return Math.min(end, (at / UNIT_BYTES + 1) * UNIT_BYTES);
    }

    private boolean isChosen(long file, long unit) {
        long key = new SplittableRandom(seed ^ file).nextLong() ^ unit;
        return new SplittableRandom(key).nextDouble() < share;
    }
}
