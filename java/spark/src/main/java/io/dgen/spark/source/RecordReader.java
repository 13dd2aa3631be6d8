// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import java.util.List;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * The records of a partition in batches, which only hold positions: the data of a record is made when Spark reads it. A
 * record that a filter of Spark removes is never made, and a record is made in the array that Spark hands on.
 */
final class RecordReader implements PartitionReader<ColumnarBatch> {
    /** Spark looks between batches whether the task was killed. */
    private static final int BATCH_BYTES = 8 << 20;

    private static final int MAX_BATCH_ROWS = 1 << 16;

    private final Records records;
    private final IdSet ids;
    private final List<String> columns;
    private final RecordData data;
    private final long batchRows;
    private int range;
    private long from;
    private long to;

    RecordReader(IdSet ids, List<String> columns, RecordData data) {
        this.records = data.records();
        this.ids = ids;
        this.columns = columns;
        this.data = data;
        this.batchRows = columns.contains(Records.DATA)
                ? Math.clamp(BATCH_BYTES / records.recordBytes(), 1, MAX_BATCH_ROWS)
                : MAX_BATCH_ROWS;
        this.to = ids.isEmpty() ? 0 : ids.first();
    }

    @Override
    public boolean next() {
        while (range < ids.ranges() && to >= ids.to(range)) {
            range++;
            to = range < ids.ranges() ? ids.from(range) : to;
        }
        if (range == ids.ranges()) {
            return false;
        }
        from = to;
        to = from + Math.min(batchRows, ids.to(range) - from);
        return true;
    }

    @Override
    public ColumnarBatch get() {
        ColumnVector[] vectors = new ColumnVector[columns.size()];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = switch (columns.get(i)) {
                case Records.ID -> new RecordVector.Numbers(from, 1);
                case Records.OFFSET -> new RecordVector.Numbers(records.offset(from), records.recordBytes());
                default -> new RecordVector.Data(data, from, to);
            };
        }
        return new ColumnarBatch(vectors, (int) (to - from));
    }

    @Override
    public CustomTaskMetric[] currentMetricsValues() {
        return GenerationMetrics.of(data.generatedBytes(), data.generatingNanos());
    }

    @Override
    public void close() {}
}
