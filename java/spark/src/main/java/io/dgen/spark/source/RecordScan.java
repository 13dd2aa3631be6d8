// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.SortDirection;
import org.apache.spark.sql.connector.expressions.SortOrder;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportOrdering;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Columns of the records of an id set. Equal scans have equal rows, so Spark runs them once. */
record RecordScan(SourceOptions options, IdSet ids, StructType columns, int maxPartitions)
        implements Batch, SupportsReportStatistics, SupportsReportOrdering {

    /** The ids of a task. It has no recipe: the factory, which Spark sends once to each executor, has it. */
    record Partition(IdSet ids) implements InputPartition {}

    /** Makes the readers in the executors. */
    record Factory(Records records, List<String> columns, boolean canReuseData) implements PartitionReaderFactory {
        @Override
        public boolean supportColumnarReads(InputPartition partition) {
            return true;
        }

        @Override
        public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
            return new RecordReader(((Partition) partition).ids(), columns, new RecordData(records, canReuseData));
        }

        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            throw new UnsupportedOperationException("rows: expected columns");
        }
    }

    @Override
    public StructType readSchema() {
        return columns;
    }

    @Override
    public String description() {
        return "dgen(" + options.records().recipe() + ", recordSize="
                + options.records().recordBytes() + ", ids " + ids + ")";
    }

    @Override
    public Batch toBatch() {
        return this;
    }

    @Override
    public MicroBatchStream toMicroBatchStream(String checkpointLocation) {
        return new RecordStream(this);
    }

    @Override
    public ColumnarSupportMode columnarSupportMode() {
        return ColumnarSupportMode.SUPPORTED;
    }

    @Override
    public CustomMetric[] supportedCustomMetrics() {
        return GenerationMetrics.all();
    }

    @Override
    public InputPartition[] planInputPartitions() {
        return partitions(ids);
    }

    /** At most one partition for each record, of equal numbers of records. */
    InputPartition[] partitions(IdSet of) {
        long size = of.size();
        int n = (int) Math.min(maxPartitions, size);
        InputPartition[] partitions = new InputPartition[n];
        for (int i = 0; i < n; i++) {
            partitions[i] = new Partition(of.slice(start(size, i, n), start(size, i + 1, n)));
        }
        return partitions;
    }

    /** {@code size * i / n} without overflow. */
    private static long start(long size, long i, int n) {
        return size / n * i + size % n * i / n;
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return new Factory(options.records(), List.of(columns.fieldNames()), options.canReuseData());
    }

    /** The ids and offsets take 8 bytes each. */
    @Override
    public Statistics estimateStatistics() {
        Records records = options.records();
        List<String> names = Arrays.asList(columns.fieldNames());
        long rows = ids.size();
        long data = names.contains(Records.DATA) ? ids.sum(records::bytes) : 0;
        long numbers = names.stream().filter(name -> !name.equals(Records.DATA)).count() * Long.BYTES;
        long room = Long.MAX_VALUE - data;
        long bytes = numbers == 0 || rows <= room / numbers ? data + rows * numbers : Long.MAX_VALUE;
        return new Statistics() {
            @Override
            public OptionalLong sizeInBytes() {
                return OptionalLong.of(bytes);
            }

            @Override
            public OptionalLong numRows() {
                return OptionalLong.of(rows);
            }
        };
    }

    /** Spark only understands an order by columns that it reads. */
    @Override
    public SortOrder[] outputOrdering() {
        return Arrays.stream(columns.fieldNames())
                .filter(name -> !name.equals(Records.DATA))
                .limit(1)
                .map(name -> Expressions.sort(Expressions.column(name), SortDirection.ASCENDING))
                .toArray(SortOrder[]::new);
    }
}
