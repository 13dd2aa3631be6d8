// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.dedup;

import java.util.List;

/**
 * Counts chunks of fixed sizes. The bytes are hashed once, in the smallest unit; the fingerprint of a larger chunk is
 * computed from those of the next smaller unit. Thread-safe.
 */
public final class FixedUnitCounter {
    private final int[] unitBytes;
    private final FingerprintTable[] tables;

    /**
     * @param unitBytes the units, powers of two, ascending
     * @param tables one for each unit
     */
    public FixedUnitCounter(List<Integer> unitBytes, List<FingerprintTable> tables) {
        this.unitBytes = unitBytes.stream().mapToInt(Integer::intValue).toArray();
        this.tables = tables.toArray(FingerprintTable[]::new);
    }

    /**
     * Adds a piece that starts at a multiple of the largest unit and ends at one or at the end of the file.
     *
     * @param batch a buffer that no other thread uses
     */
    public void add(byte[] data, int from, int to, FingerprintTable.Batch batch) {
        long[] parts = new long[0];
        int length = to - from;
        for (int u = 0; u < unitBytes.length; u++) {
            int unit = unitBytes[u];
            int count = (int) ((length + unit - 1L) / unit);
            long[] fingerprints = new long[count];
            int ratio = u == 0 ? 1 : unit / unitBytes[u - 1];
            batch.clear();
            for (int i = 0; i < count; i++) {
                int start = i * unit;
                int end = (int) Math.min(length, start + (long) unit);
                fingerprints[i] = u == 0
                        ? Fingerprints.of(data, from + start, from + end)
                        : Fingerprints.ofParts(parts, i * ratio, Math.min(parts.length, (i + 1) * ratio), end - start);
                batch.add(fingerprints[i], end - start);
            }
            tables[u].add(batch);
            parts = fingerprints;
        }
    }
}
