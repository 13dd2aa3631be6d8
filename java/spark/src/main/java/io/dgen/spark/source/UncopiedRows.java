// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The rows of batches, with the arrays of the batches. Spark's own operator copies each row into one block of memory. */
public final class UncopiedRows extends SparkPlan {
    private static final long serialVersionUID = 1;

    private final SparkPlan batches;

    /** Spark also calls it by reflection, to copy plans. */
    public UncopiedRows(SparkPlan batches) {
        this.batches = batches;
    }

    @Override
    public RDD<InternalRow> doExecute() {
        return batches.executeColumnar()
                .toJavaRDD()
                .mapPartitions(UncopiedRows::rows)
                .rdd();
    }

    private static Iterator<InternalRow> rows(Iterator<ColumnarBatch> batches) {
        return new Iterator<>() {
            private Iterator<InternalRow> rows = List.<InternalRow>of().iterator();

            @Override
            public boolean hasNext() {
                while (!rows.hasNext() && batches.hasNext()) {
                    rows = batches.next().rowIterator();
                }
                return rows.hasNext();
            }

            @Override
            public InternalRow next() {
                return rows.next();
            }
        };
    }

    @Override
    public Seq<Attribute> output() {
        return batches.output();
    }

    @Override
    public Seq<SparkPlan> children() {
        return CollectionConverters.asScala(List.of(batches)).toSeq();
    }

    @Override
    public SparkPlan withNewChildrenInternal(IndexedSeq<SparkPlan> children) {
        return new UncopiedRows(children.head());
    }

    @Override
    public int productArity() {
        return 1;
    }

    @Override
    public Object productElement(int n) {
        return batches;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof UncopiedRows;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UncopiedRows rows && batches.equals(rows.batches);
    }

    @Override
    public int hashCode() {
        return batches.hashCode();
    }
}
