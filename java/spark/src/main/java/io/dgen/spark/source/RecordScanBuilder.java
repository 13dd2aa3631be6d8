// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.expressions.SortDirection;
import org.apache.spark.sql.connector.expressions.SortOrder;
import org.apache.spark.sql.connector.expressions.aggregate.Aggregation;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownAggregates;
import org.apache.spark.sql.connector.read.SupportsPushDownLimit;
import org.apache.spark.sql.connector.read.SupportsPushDownOffset;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsPushDownTopN;
import org.apache.spark.sql.connector.read.SupportsPushDownV2Filters;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Takes what Spark pushes down. The order is filters, aggregates, limit, offset, columns. */
final class RecordScanBuilder
        implements SupportsPushDownV2Filters,
                SupportsPushDownAggregates,
                SupportsPushDownLimit,
                SupportsPushDownTopN,
                SupportsPushDownOffset,
                SupportsPushDownRequiredColumns {
    private final SourceOptions options;
    private final List<Predicate> pushed = new ArrayList<>();
    private IdSet ids;
    private StructType columns = Records.SCHEMA;
    private boolean isSortedBySpark;
    private @Nullable AggregateScan aggregates;

    RecordScanBuilder(SourceOptions options) {
        this.options = options;
        this.ids = options.records().ids();
    }

    /** Returns the filters that Spark has to evaluate. */
    @Override
    public Predicate[] pushPredicates(Predicate[] predicates) {
        IdFilter filter = new IdFilter(options.records());
        List<Predicate> left = new ArrayList<>();
        for (Predicate predicate : predicates) {
            Optional<IdSet> found = filter.ids(predicate);
            found.ifPresent(set -> ids = ids.and(set));
            (found.isPresent() ? pushed : left).add(predicate);
        }
        return left.toArray(new Predicate[0]);
    }

    @Override
    public Predicate[] pushedPredicates() {
        return pushed.toArray(new Predicate[0]);
    }

    @Override
    public boolean supportCompletePushDown(Aggregation aggregation) {
        return AggregateScan.of(options.records(), ids, aggregation).isPresent();
    }

    @Override
    public boolean pushAggregation(Aggregation aggregation) {
        aggregates = AggregateScan.of(options.records(), ids, aggregation).orElse(null);
        return aggregates != null;
    }

    @Override
    public boolean pushLimit(int limit) {
        ids = ids.slice(0, limit);
        return aggregates == null;
    }

    /** Of ids in a descending order, the last ones are made; Spark sorts them. */
    @Override
    public boolean pushTopN(SortOrder[] orders, int limit) {
        SortOrder order = orders[0];
        if (aggregates != null || options.records().unit(order.expression()) == 0) {
            return false;
        }
        long size = ids.size();
        ids = order.direction() == SortDirection.ASCENDING ? ids.slice(0, limit) : ids.slice(size - limit, size);
        isSortedBySpark = true;
        return true;
    }

    @Override
    public boolean isPartiallyPushed() {
        return isSortedBySpark;
    }

    @Override
    public boolean pushOffset(int offset) {
        ids = ids.slice(offset, Long.MAX_VALUE);
        return aggregates == null;
    }

    @Override
    public void pruneColumns(StructType required) {
        columns = required;
    }

    @Override
    public Scan build() {
        if (aggregates != null) {
            return aggregates;
        }
        int partitions = options.numPartitions()
                .orElseGet(() -> SparkSession.active().sparkContext().defaultParallelism());
        return new RecordScan(options, ids, columns, partitions);
    }
}
