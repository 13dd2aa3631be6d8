// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.aggregate.AggregateFunc;
import org.apache.spark.sql.connector.expressions.aggregate.Aggregation;
import org.apache.spark.sql.connector.expressions.aggregate.Count;
import org.apache.spark.sql.connector.expressions.aggregate.CountStar;
import org.apache.spark.sql.connector.expressions.aggregate.Max;
import org.apache.spark.sql.connector.expressions.aggregate.Min;
import org.apache.spark.sql.connector.read.LocalScan;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** One row of counts, smallest and largest values, which are known without a task. */
final class AggregateScan implements LocalScan {
    private final List<@Nullable Long> values;

    private AggregateScan(List<@Nullable Long> values) {
        this.values = values;
    }

    /** Empty if the aggregation needs the rows. */
    static Optional<AggregateScan> of(Records records, IdSet ids, Aggregation aggregation) {
        if (aggregation.groupByExpressions().length > 0) {
            return Optional.empty();
        }
        List<@Nullable Long> values = new ArrayList<>();
        for (AggregateFunc function : aggregation.aggregateExpressions()) {
            switch (function) {
                case CountStar _ -> values.add(ids.size());
                case Count count
                when !count.isDistinct() && count.column() instanceof NamedReference -> values.add(ids.size());
                case Min min
                when records.unit(min.column()) > 0 ->
                    values.add(ids.isEmpty() ? null : ids.first() * records.unit(min.column()));
                case Max max
                when records.unit(max.column()) > 0 ->
                    values.add(ids.isEmpty() ? null : ids.last() * records.unit(max.column()));
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new AggregateScan(values));
    }

    @Override
    public InternalRow[] rows() {
        return new InternalRow[] {new GenericInternalRow(values.toArray())};
    }

    @Override
    public StructType readSchema() {
        StructType schema = new StructType();
        for (int i = 0; i < values.size(); i++) {
            schema = schema.add("value" + i, DataTypes.LongType);
        }
        return schema;
    }

    @Override
    public String description() {
        return "dgen " + values;
    }
}
