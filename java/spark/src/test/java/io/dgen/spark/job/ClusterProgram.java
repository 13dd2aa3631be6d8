// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import io.dgen.Dataset;
import io.dgen.spark.DgenSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * Writes and verifies two sets on a cluster of processes. In the middle of the first job, an executor is suspended until the job
 * has ended: another one repeats its task. In the middle of the second one, an executor is killed. Arguments: the line and the
 * addresses of the sets.
 */
final class ClusterProgram {
    private static final int EXECUTORS = 2;

    private ClusterProgram() {}

    /** Does something to an executor when each has ended a task: then each has what Spark sends for the job. */
    private static final class Disturbance extends SparkListener {
        private final Set<String> ended = new HashSet<>();
        private final AtomicInteger lost = new AtomicInteger();
        private final AtomicInteger repeated = new AtomicInteger();
        private @Nullable Consumer<ProcessHandle> action;

        synchronized void prepare(Consumer<ProcessHandle> next) {
            ended.clear();
            action = next;
        }

        @Override
        public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
            ended.add(end.taskInfo().executorId());
            if (action != null && ended.size() == EXECUTORS) {
                // The executors are the only children.
                ProcessHandle.current().children().findFirst().ifPresent(action);
                action = null;
            }
        }

        @Override
        public void onTaskStart(SparkListenerTaskStart start) {
            repeated.addAndGet(start.taskInfo().speculative() ? 1 : 0);
        }

        @Override
        public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
            lost.incrementAndGet();
        }
    }

    private static void signal(String name, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts two workers with addresses of their own, because Spark repeats a slow task on another host only. */
    private static String startCluster() {
        SparkConf configuration = new SparkConf().set("spark.master.rest.enabled", "false");
        RpcEnv master =
                Master.startRpcEnvAndEndpoint("127.0.0.1", 0, 0, configuration)._1();
        String address = "spark://" + master.address().hostPort();
        for (int i = 1; i <= EXECUTORS; i++) {
            Worker.startRpcEnvAndEndpoint(
                    "127.0.0." + i,
                    0,
                    0,
                    1,
                    1024,
                    new String[] {address},
                    "work",
                    Option.apply(i),
                    configuration,
                    Option.empty());
        }
        return address;
    }

    public static void main(String[] arguments) throws IOException {
        SparkSession spark = SparkSession.builder()
                .master(startCluster())
                .config("spark.ui.enabled", false)
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .config("spark.executor.memory", "512m")
                .config("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1")
                .config("spark.speculation", true)
                .config("spark.speculation.quantile", 0.1)
                .config("spark.speculation.minTaskRuntime", "200ms")
                .config("spark.speculation.multiplier", 1.5)
                .getOrCreate();
        Disturbance disturbance = new Disturbance();
        spark.sparkContext().addSparkListener(disturbance);
        Dataset dataset = Dataset.parse(arguments[0]);
        warmUp(spark);
        JobOptions options = new JobOptions(Existing.REFUSE, 16, 8L << 20);
        disturbance.prepare(executor -> signal("STOP", executor));
        Report first;
        try {
            first = DgenSpark.generate(spark, dataset, arguments[1], options);
        } finally {
            ProcessHandle.current().children().forEach(executor -> signal("CONT", executor));
        }
        System.out.println("tasks repeated: " + disturbance.repeated.get());
        disturbance.prepare(ProcessHandle::destroyForcibly);
        Report second = DgenSpark.generate(spark, dataset, arguments[2], options);
        System.out.println("executors lost: " + disturbance.lost.get());
        print(first, DgenSpark.verify(spark, dataset, arguments[1], options));
        print(second, DgenSpark.verify(spark, dataset, arguments[2], options));
        spark.stop();
        System.exit(0); // ends the cluster
    }

    /** Until both executors run tasks; a job could end before the second one has started. */
    private static void warmUp(SparkSession spark) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        List<Integer> many = Collections.nCopies(EXECUTORS, 0);
        Set<String> used = Set.of();
        while (used.size() < EXECUTORS) {
            used = Set.copyOf(context.parallelize(many, EXECUTORS)
                    .map(_ -> {
                        Pieces.content(Dataset.parse("dgenset1:files=1,size=1;dgen1:seed=1"));
                        Thread.sleep(50);
                        return SparkEnv.get().executorId();
                    })
                    .collect());
        }
    }

    private static void print(Report written, Report read) {
        System.out.println("files: " + written.files() + ", findings: " + read.findings() + ", same checksum: "
                + written.checksum().equals(read.checksum()));
    }
}
