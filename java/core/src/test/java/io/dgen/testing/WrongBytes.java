// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

import io.dgen.Verification;
import io.dgen.Verification.WrongRange;
import java.util.ArrayList;
import java.util.List;

/** Computes the expected result of a verification, byte by byte. */
public final class WrongBytes {
    private WrongBytes() {}

    /** Compares {@code actual} with {@code expected}, the bytes of the stream at {@code offset}. */
    public static Verification compare(long offset, byte[] expected, byte[] actual) {
        List<WrongRange> ranges = new ArrayList<>();
        long wrong = 0;
        long first = -1;
        long last = -1;
        for (int i = 0; i < expected.length; i++) {
            if (expected[i] != actual[i]) {
                wrong++;
                if (first >= 0 && i - last - 1 >= 64) {
                    ranges.add(new WrongRange(offset + first, last - first + 1));
                    first = -1;
                }
                first = first < 0 ? i : first;
                last = i;
            }
        }
        if (first >= 0) {
            ranges.add(new WrongRange(offset + first, last - first + 1));
        }
        return new Verification(
                expected.length, expected.length, false, wrong, ranges.subList(0, Math.min(10, ranges.size())));
    }
}
