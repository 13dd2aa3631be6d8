// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.SparkSessionExtensionsProvider;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.ColumnarRule;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.DeserializeToObjectExec;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.datasources.v2.BatchScanExec;
import scala.runtime.BoxedUnit;

/**
 * Functions of Java and Scala, such as that of {@code foreach}, get the arrays that the source makes. Spark would copy the
 * data twice: into a row of one block of memory, because it cannot compile the step that makes objects together with those
 * before it, and from there into another array. Spark loads this class in each session; it changes no other plans.
 */
public final class DgenExtensions implements SparkSessionExtensionsProvider {
    /** Spark calls it. */
    public DgenExtensions() {}

    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        extensions.injectColumnar(_ -> new ColumnarRule() {
            @Override
            public Rule<SparkPlan> postColumnarTransitions() {
                return new WithoutCopies();
            }
        });
        return BoxedUnit.UNIT;
    }

    private static final class WithoutCopies extends Rule<SparkPlan> {
        @Override
        public SparkPlan apply(SparkPlan plan) {
            if (plan instanceof DeserializeToObjectExec objects) {
                SparkPlan child = objects.child();
                // The objects name their columns.
                SparkPlan rows = child instanceof ProjectExec project
                                && project.projectList().forall(Attribute.class::isInstance)
                        ? project.child()
                        : child;
                if (rows instanceof ColumnarToRowExec toRows
                        && toRows.child() instanceof BatchScanExec scan
                        && scan.scan() instanceof RecordScan) {
                    return objects.copy(objects.deserializer(), objects.outputObjAttr(), new UncopiedRows(scan));
                }
            }
            return (SparkPlan) plan.mapChildren(this::apply);
        }
    }
}
