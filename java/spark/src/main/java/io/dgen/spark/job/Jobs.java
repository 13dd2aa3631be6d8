// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import io.dgen.Dataset;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Runs jobs. */
public final class Jobs {
    private Jobs() {}

    /** Writes the files of a set. */
    public static Report generate(SparkSession spark, Dataset dataset, String address, JobOptions options)
            throws IOException {
        return new Job(spark, dataset, address, options).generate();
    }

    /** Compares files with a set. */
    public static Report verify(SparkSession spark, Dataset dataset, String address, JobOptions options)
            throws IOException {
        return new Job(spark, dataset, address, options).verify();
    }

    /** The findings of a report as rows. */
    public static org.apache.spark.sql.Dataset<Row> findings(SparkSession spark, Report report) {
        List<Row> rows = report.findings().stream().map(Finding::row).toList();
        return spark.createDataFrame(rows, Finding.SCHEMA);
    }
}
