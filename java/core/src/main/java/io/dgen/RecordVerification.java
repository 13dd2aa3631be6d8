// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Result of a check of records. Immutable.
 *
 * @param expectedRecords number of records that were expected
 * @param checkedRecords number of different records that were present and checked, right or wrong
 * @param wrongCount number of checks that found wrong bytes or another length
 * @param repeatedCount number of checks of records that were checked before
 * @param excessCount number of records that were not expected: those were not checked
 * @param firstMissing number of the first record that is missing; -1 if none is
 * @param wrongRecords the first wrong records, in the order of their checks, at most {@link #MAX_WRONG_RECORDS}
 */
public record RecordVerification(
        long expectedRecords,
        long checkedRecords,
        long wrongCount,
        long repeatedCount,
        long excessCount,
        long firstMissing,
        List<WrongRecord> wrongRecords) {
    /** Largest number of wrong records in a result. */
    public static final int MAX_WRONG_RECORDS = 10;

    /**
     * A wrong record.
     *
     * @param index its number
     * @param verification what is wrong, in positions of the stream
     */
    public record WrongRecord(long index, Verification verification) {
        /** Checks that the result is not null. */
        public WrongRecord {
            Objects.requireNonNull(verification, "verification");
        }
    }

    /** Keeps a copy of the list. */
    public RecordVerification {
        wrongRecords = List.copyOf(Objects.requireNonNull(wrongRecords, "wrongRecords"));
    }

    /** {@return whether each expected record is present once and right, and there are no others} */
    public boolean isOk() {
        return checkedRecords == expectedRecords && wrongCount == 0 && repeatedCount == 0 && excessCount == 0;
    }

    /** {@return the number of expected records that are missing} */
    public long missingRecords() {
        return expectedRecords - checkedRecords;
    }

    /**
     * {@return the result for these records and others} Counts are added.
     *
     * @param next the result for other records of the same source
     */
    public RecordVerification then(RecordVerification next) {
        Objects.requireNonNull(next, "next");
        return new RecordVerification(
                expectedRecords + next.expectedRecords,
                checkedRecords + next.checkedRecords,
                wrongCount + next.wrongCount,
                repeatedCount + next.repeatedCount,
                excessCount + next.excessCount,
                firstMissing < 0 || next.firstMissing < 0
                        ? Math.max(firstMissing, next.firstMissing)
                        : Math.min(firstMissing, next.firstMissing),
                Stream.concat(wrongRecords.stream(), next.wrongRecords.stream())
                        .limit(MAX_WRONG_RECORDS)
                        .toList());
    }
}
