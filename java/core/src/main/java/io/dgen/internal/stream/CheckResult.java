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
}
