// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.dataset.SizeQuantiles;
import io.dgen.internal.dataset.Strata;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongUnaryOperator;

/**
 * The records that a payload is cut into (docs/format.md, "Records"), and sums over them, such as the bytes of a file with
 * framing around each record. Each call takes at most microseconds, whatever the number of records. Immutable.
 */
public final class RecordLayout {
    private final Strata strata;
    private final long payloadBytes;
    private final long count;
    private final Sum bytes;

    private RecordLayout(Strata strata, long payloadBytes) {
        this.strata = strata;
        this.payloadBytes = payloadBytes;
        Strata.Measure sizes = strata.measure(size -> size);
        if (payloadBytes > 0 && (payloadBytes - 1) / sizes.ofGroup() + 1 > Long.MAX_VALUE / strata.classes()) {
            throw new IllegalArgumentException("size " + payloadBytes + ": expected less than 2^63 records; "
                    + strata.classes() + " records have " + sizes.ofGroup() + " bytes together");
        }
        this.count = payloadBytes == 0 ? 0 : sizes.locate(payloadBytes - 1) + 1;
        this.bytes = new Sum(sizes, payloadBytes);
    }

    /** The records of payloads of any size. Immutable. */
    public static final class Sizes {
        private final Strata strata;

        /**
         * Computes the size classes.
         *
         * @param sizes sizes of the records, 1 .. 2^63 - 1 as the largest one
         * @param recipe seed and stream id determine the order of the sizes
         * @throws IllegalArgumentException if all sizes are 0
         */
        public Sizes(FileSizes sizes, Recipe recipe) {
            long[] classes = Dataset.classes(Objects.requireNonNull(sizes, "sizes"), SizeQuantiles.MAX_CLASSES);
            Objects.requireNonNull(recipe, "recipe");
            if (Arrays.stream(classes).max().orElseThrow() == 0) {
                throw new IllegalArgumentException("record " + sizes + ": expected a size of at least 1");
            }
            this.strata = new Strata(classes, sizes instanceof FileSizes.Listed, recipe.seed(), recipe.streamId());
        }

        /** {@return the size of the largest record in bytes} */
        public long largest() {
            long most = 0;
            for (int k = 0; k < strata.classes(); k++) {
                most = Math.max(most, strata.size(k));
            }
            return most;
        }

        /**
         * {@return the records of a payload}
         *
         * @param payloadBytes its size in bytes, 0 .. 2^63 - 1
         * @throws IllegalArgumentException if it is negative, or has 2^63 records or more
         */
        public RecordLayout layout(long payloadBytes) {
            if (payloadBytes < 0) {
                throw new IllegalArgumentException(
                        "size " + payloadBytes + ": expected 0 to " + Long.MAX_VALUE + " bytes");
            }
            return new RecordLayout(strata, payloadBytes);
        }
    }

    /** {@return the number of records: the smallest one with all bytes of the payload} */
    public long count() {
        return count;
    }

    /**
     * {@return the size of a record in bytes} The last one ends with the payload.
     *
     * @param index number of the record, 0 .. number of records - 1
     * @throws IndexOutOfBoundsException if there is no such record
     */
    public long length(long index) {
        Objects.checkIndex(index, count);
        return index == count - 1 ? payloadBytes - bytes.before(index) : strata.size(strata.classOf(index));
    }

    /** {@return the bytes of the records: positions in the payload} */
    public Sum bytes() {
        return bytes;
    }

    /**
     * {@return an amount of the records, summed over them}
     *
     * @param ofSize the amount of a record by its size in bytes, at least 0
     * @throws IllegalArgumentException if the sum of all records is 2^63 or more
     */
    public Sum sum(LongUnaryOperator ofSize) {
        Objects.requireNonNull(ofSize, "ofSize");
        Strata.Measure measure = strata.measure(ofSize);
        if (count == 0) {
            return new Sum(measure, 0);
        }
        long last = ofSize.applyAsLong(length(count - 1));
        if (measure.ofGroup() == Long.MAX_VALUE
                || (count - 1) / strata.classes() >= Long.MAX_VALUE / Math.max(1, measure.ofGroup()) - 1
                || measure.before(count - 1) > Long.MAX_VALUE - last) {
            throw new IllegalArgumentException(
                    "size " + payloadBytes + ": expected a payload of which the file has less than"
                            + " 2^63 bytes; it has " + count + " records with framing");
        }
        return new Sum(measure, measure.before(count - 1) + last);
    }

    /** A sum over records. */
    public final class Sum {
        private final Strata.Measure measure;
        private final long total;

        private Sum(Strata.Measure measure, long total) {
            this.measure = measure;
            this.total = total;
        }

        /** {@return the sum of all records} */
        public long total() {
            return total;
        }

        /**
         * {@return the sum of the records before one}
         *
         * @param index number of a record, or the number of records
         * @throws IndexOutOfBoundsException if there is no such record
         */
        public long before(long index) {
            return Objects.checkIndex(index, count + 1) == count ? total : measure.before(index);
        }

        /**
         * {@return the record that contains a unit of the sum}
         *
         * @param unit 0 .. total - 1
         * @throws IndexOutOfBoundsException if it is not in this range
         */
        public long locate(long unit) {
            return Math.min(measure.locate(Objects.checkIndex(unit, total)), count - 1);
        }
    }
}
