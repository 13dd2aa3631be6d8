// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import io.dgen.Dataset;
import io.dgen.spark.DgenSpark;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/**
 * Writes and verifies a set on a cluster of processes, and kills an executor in the middle of the first job. Arguments: the line and the
 * address of the set.
 */
final class ClusterProgram {
    private ClusterProgram() {}

    /** Kills an executor when a task has ended: others are running. */
    private static final class Killer extends SparkListener {
        private final AtomicInteger ended = new AtomicInteger();
        private final AtomicInteger lost = new AtomicInteger();

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            if (ended.incrementAndGet() == 2) {
                // The executors are the only children.
                ProcessHandle.current().children().findFirst().ifPresent(ProcessHandle::destroyForcibly);
            }
        }

        @Override
        public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
            lost.incrementAndGet();
        }
    }

    public static void main(String[] arguments) throws IOException {
        SparkSession spark = SparkSession.builder()
                .master("local-cluster[2,1,1024]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .config("spark.executor.memory", "512m")
                .getOrCreate();
        Killer killer = new Killer();
        spark.sparkContext().addSparkListener(killer);
        Dataset dataset = Dataset.parse(arguments[0]);
        JobOptions options = new JobOptions(Existing.REFUSE, 16, 8L << 20);
        Report written = DgenSpark.generate(spark, dataset, arguments[1], options);
        int lost = killer.lost.get();
        Report read = DgenSpark.verify(spark, dataset, arguments[1], options);
        spark.stop();
        System.out.println("executors lost: " + lost);
        System.out.println("files: " + written.files() + ", bytes: " + written.bytes());
        System.out.println("findings: " + read.findings());
        System.out.println("same checksum: " + written.checksum().equals(read.checksum()));
    }
}
