// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.connector.read.streaming.SupportsTriggerAvailableNow;
import org.jspecify.annotations.Nullable;

/**
 * The records at the pace of a clock. An offset is an id: the rows of a batch depend on the ids from and to which it goes,
 * and neither on the clock nor on the rate.
 */
final class RecordStream implements MicroBatchStream, SupportsTriggerAvailableNow {
    /** The default of Spark's source {@code rate}. */
    private static final long DEFAULT_ROWS_PER_SECOND = 1;

    private final RecordScan scan;
    private final LongSupplier nanoClock;
    private boolean isAvailableNow;
    private @Nullable Pace pace;

    RecordStream(RecordScan scan) {
        this(scan, System::nanoTime);
    }

    /** @param nanoClock in place of the system's, in tests */
    RecordStream(RecordScan scan, LongSupplier nanoClock) {
        this.scan = scan;
        this.nanoClock = nanoClock;
    }

    /** Where the clock of this run of the query began. After a restart, it begins at the first new row. */
    private record Pace(long startRow, long startNanos) {}

    @Override
    public Offset initialOffset() {
        return new RowOffset(0, scan.options().records());
    }

    @Override
    public void prepareForTriggerAvailableNow() {
        isAvailableNow = true;
    }

    @Override
    public Offset latestOffset(Offset start, ReadLimit limit) {
        long from = ((RowOffset) start).row();
        long end = scan.ids().size();
        if (isAvailableNow) {
            long rows = scan.options().rowsPerSecond().orElse(end);
            return new RowOffset(
                    from + Math.min(rows, end - from), scan.options().records());
        }
        if (pace == null) {
            pace = new Pace(from, nanoClock.getAsLong());
        }
        long seconds = (nanoClock.getAsLong() - pace.startNanos) / 1_000_000_000;
        long rows = rowsAfter(seconds);
        long row = rows > end - pace.startRow ? end : pace.startRow + rows;
        return new RowOffset(Math.max(from, row), scan.options().records());
    }

    /** The rate rises evenly from 0 during the time of ramp up. */
    private long rowsAfter(long seconds) {
        double rate = scan.options().rowsPerSecond().orElse(DEFAULT_ROWS_PER_SECOND);
        double rampUp = scan.options().rampUpSeconds();
        double ramped = Math.min(seconds, rampUp);
        double rows = (rampUp > 0 ? rate * ramped * ramped / (2 * rampUp) : 0) + rate * (seconds - ramped);
        return (long) rows; // at most the largest long
    }

    @Override
    public Offset latestOffset() {
        throw new UnsupportedOperationException("Spark calls the method with a limit");
    }

    @Override
    public Offset deserializeOffset(String json) {
        return RowOffset.parse(json, scan.options().records());
    }

    @Override
    public InputPartition[] planInputPartitions(Offset start, Offset end) {
        return scan.partitions(IdSet.range(((RowOffset) start).row(), ((RowOffset) end).row()));
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return scan.createReaderFactory();
    }

    @Override
    public void commit(Offset end) {}

    @Override
    public void stop() {}

    /** The next row. Its text has the recipe, because the rows of another recipe would not continue these. */
    static final class RowOffset extends Offset {
        private static final Pattern JSON =
                Pattern.compile("\\{\"row\":(\\d{1,19}),\"recordSize\":(\\d+),\"recipe\":\"([^\"]*)\"}");

        private final long row;
        private final Records records;

        RowOffset(long row, Records records) {
            this.row = row;
            this.records = records;
        }

        long row() {
            return row;
        }

        @Override
        public String json() {
            return "{\"row\":" + row + ",\"recordSize\":" + records.recordBytes() + ",\"recipe\":\"" + records.recipe()
                    + "\"}";
        }

        static RowOffset parse(String json, Records records) {
            Matcher matcher = JSON.matcher(json);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "checkpoint with the offset " + json + ": expected one of the source dgen");
            }
            RowOffset offset = new RowOffset(Long.parseLong(matcher.group(1)), records);
            if (!offset.json().equals(json)) {
                throw new IllegalArgumentException("checkpoint of recipe " + matcher.group(3) + " with records of "
                        + matcher.group(2) + " bytes: expected " + records.recipe() + " with records of "
                        + records.recordBytes() + " bytes");
            }
            return offset;
        }
    }
}
