// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark;

import io.dgen.Dataset;
import io.dgen.spark.job.JobOptions;
import io.dgen.spark.job.Jobs;
import io.dgen.spark.job.Main;
import io.dgen.spark.job.Report;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Jobs that write and verify the files of a {@link Dataset} on a cluster, and the program for {@code spark-submit}. Addresses
 * are those of Hadoop's file systems, such as {@code hdfs://host/directory}, {@code s3a://bucket/prefix} and {@code
 * file:///directory}.
 *
 * {@snippet :
 * Dataset set = Dataset.parse("dgenset1:files=1000,size=64MiB;dgen1:seed=4,dedup=2");
 * Report report = DgenSpark.generate(spark, set, "hdfs:///set", JobOptions.DEFAULT);
 * DgenSpark.verify(spark, set.toString(), "hdfs:///set").show(); }
 */
public final class DgenSpark {
    private DgenSpark() {}

    /**
     * Writes the files of a set, which are the same as those of {@code dgen dataset create}. Failed and speculative attempts
     * of tasks do no harm. A file has its name when it is complete.
     *
     * @param spark the session
     * @param dataset the set
     * @param address the directory, which is created if it is missing
     * @param options how the job runs
     * @return the report, with the checksum of all bytes
     * @throws IOException if the file system cannot be used, or another job has taken over
     * @throws io.dgen.spark.job.UsageException if there are files that the options do not permit to be replaced, or another job
     *     that they do not permit to be ended
     */
    public static Report generate(SparkSession spark, Dataset dataset, String address, JobOptions options)
            throws IOException {
        return Jobs.generate(
                Objects.requireNonNull(spark, "spark"),
                Objects.requireNonNull(dataset, "dataset"),
                Objects.requireNonNull(address, "address"),
                Objects.requireNonNull(options, "options"));
    }

    /**
     * Compares all files in a directory with a set.
     *
     * @param spark the session
     * @param dataset the set
     * @param address the directory
     * @param options how the job runs
     * @return the report with all findings, and the checksum of the bytes that were found
     * @throws IOException if the file system cannot be used; files that cannot be read are findings
     * @throws io.dgen.spark.job.UsageException if there is no such directory
     */
    public static Report verify(SparkSession spark, Dataset dataset, String address, JobOptions options)
            throws IOException {
        return Jobs.verify(
                Objects.requireNonNull(spark, "spark"),
                Objects.requireNonNull(dataset, "dataset"),
                Objects.requireNonNull(address, "address"),
                Objects.requireNonNull(options, "options"));
    }

    /**
     * Compares all files in a directory with a set, with default options.
     *
     * @param spark the session
     * @param line of the set
     * @param address the directory
     * @return the findings, as {@link #findings} returns them
     * @throws IOException if the file system cannot be used
     * @throws IllegalArgumentException if the line is not that of a set, or there is no such directory
     */
    public static org.apache.spark.sql.Dataset<Row> verify(SparkSession spark, String line, String address)
            throws IOException {
        return findings(spark, verify(spark, Dataset.parse(line), address, JobOptions.DEFAULT));
    }

    /**
     * {@return the findings of a report: {@code path STRING, kind STRING, offset BIGINT, length BIGINT, cause STRING, detail
     * STRING}; empty if all is right} The kind is {@code missing}, {@code size}, {@code changed}, {@code renamed}, {@code extra}
     * or {@code unreadable}; offset and length are those of the range in the file.
     *
     * @param spark the session
     * @param report of {@link #verify(SparkSession, Dataset, String, JobOptions)}
     */
    public static org.apache.spark.sql.Dataset<Row> findings(SparkSession spark, Report report) {
        return Jobs.findings(Objects.requireNonNull(spark, "spark"), Objects.requireNonNull(report, "report"));
    }

    /**
     * The program: {@code generate}, {@code verify} or {@code report}. Exit statuses are those of the command line of dgen.
     *
     * @param arguments the command, options and operands
     */
    public static void main(String[] arguments) {
        int status = Main.run(List.of(arguments), System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }
}
