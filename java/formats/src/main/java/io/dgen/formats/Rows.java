// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import io.dgen.FileFormat.Key;
import io.dgen.FileSizes;
import io.dgen.Numbers;
import io.dgen.Recipe;
import java.util.Optional;

/**
 * The rows that a payload consists of.
 *
 * @param type the type of the elements
 * @param columns number of elements of a row; 0 if the array has one dimension
 */
record Rows(ElementType type, long columns) {
    /** Bytes without the key {@code record}, and numbers of dimension 1, are an array of one dimension. */
    static Rows of(Recipe recipe) {
        Numbers numbers = recipe.numbers();
        if (!numbers.isPresent()) {
            return new Rows(ElementType.UINT8, recordBytes(recipe));
        }
        if (recipe.format().option(Key.RECORD).isPresent()) {
            throw new IllegalArgumentException(
                    "record with type " + ElementType.of(numbers.type()) + ": expected dim, the numbers of a row,"
                            + " such as dim=128, for format " + recipe.format().name());
        }
        return new Rows(ElementType.of(numbers.type()), numbers.dimension() == 1 ? 0 : numbers.dimension());
    }

    private static long recordBytes(Recipe recipe) {
        Optional<String> record = recipe.format().option(Key.RECORD);
        if (record.isEmpty()) {
            return 0;
        }
        if (FileSizes.parse(record.get()) instanceof FileSizes.Fixed(long bytes) && bytes > 0) {
            return bytes;
        }
        throw new IllegalArgumentException("record " + record.get() + ": expected one size of at least 1 for format "
                + recipe.format().name() + ", of which all rows have the same size");
    }

    /** The number of rows, or of elements in one dimension. */
    long count(long payloadBytes) {
        return payloadBytes / rowBytes();
    }

    long rowBytes() {
        return Math.multiplyExact(Math.max(1, columns), type.bytes());
    }

    /**
     * @param arrays number of arrays with equal numbers of rows
     * @throws IllegalArgumentException unless the payload consists of whole rows
     */
    void checkWhole(long payloadBytes, int arrays) {
        String rows = columns == 0 ? "elements of " + type : "rows of " + rowBytes() + " bytes";
        String all = arrays == 1 ? rows : rows + " in " + arrays + " arrays";
        if (rowBytes() > Long.MAX_VALUE / arrays) {
            throw new IllegalArgumentException(all + ": expected less than 2^63 bytes with one row in each array");
        }
        long unit = rowBytes() * arrays;
        long rest = payloadBytes % unit;
        if (rest != 0) {
            long below = payloadBytes - rest;
            throw new IllegalArgumentException("size " + payloadBytes + ": expected a multiple of " + unit + ", " + all
                    + (below > Long.MAX_VALUE - unit
                            ? "; the nearest is " + below
                            : "; the nearest are " + below + " and " + (below + unit)));
        }
    }

    /** The dimensions, with a separator: {@code 3, 4}. */
    String dimensions(long payloadBytes, String separator) {
        return columns == 0 ? String.valueOf(count(payloadBytes)) : count(payloadBytes) + separator + columns;
    }
}
