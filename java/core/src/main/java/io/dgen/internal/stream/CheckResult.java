// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.stream;

/**
 * Result of a check.
 *
 * @param count number of wrong bytes
 * @param ranges the first ranges that contain wrong bytes
 */
public record CheckResult(long count, ByteRanges ranges) {
    static final CheckResult NONE = new CheckResult(0, new ByteRanges());

    /**
     * Joins the results of consecutive parts.
     *
     * @param mostRanges number of ranges to keep; each part has located one more, or all
     */
    static CheckResult join(CheckResult[] parts, int mostRanges) {
        long count = 0;
        ByteRanges ranges = new ByteRanges();
        for (CheckResult part : parts) {
            count += part.count;
            if (part.count > 0 && ranges.count() <= mostRanges) {
                ranges.addAll(part.ranges);
            }
        }
        return count == 0 ? NONE : new CheckResult(count, ranges);
    }
}
