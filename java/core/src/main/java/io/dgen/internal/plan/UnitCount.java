// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.plan;

/**
 * Number of different deduplication units.
 *
 * @param isExact false if the value is an upper bound or an expected value
 */
public record UnitCount(long value, boolean isExact) {
    public static UnitCount exactly(long value) {
        return new UnitCount(value, true);
    }

    public static UnitCount atMost(long value) {
        return new UnitCount(value, false);
    }

    public static UnitCount expected(double value) {
        return new UnitCount(Math.round(value), false);
    }
}
