// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import io.dgen.Dataset;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/** The work of the driver. */
final class Job {
    /** A task writes for some seconds at least, and the driver can keep the results of all tasks. */
    private static final int MOST_TASKS = 100_000;

    private static final long TASK_BYTES = 1L << 30;

    /** Tasks for each core, so that cores that are faster can do more. */
    private static final int WAVES = 4;

    private final JavaSparkContext spark;
    private final Dataset dataset;
    private final String address;
    private final SetStore store;
    private final JobOptions options;
    private final String temporary;

    Job(SparkSession session, Dataset dataset, String address, JobOptions options) throws IOException {
        this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        this.dataset = dataset;
        this.address = address;
        this.store = new SetStore(address, spark.hadoopConfiguration());
        this.options = options;
        this.temporary = ".dgen-" + (new SecureRandom().nextLong() >>> 1) + ".tmp";
    }

    private Plan plan(boolean canCut) {
        long partBytes = canCut ? options.partBytes() : Share.WHOLE;
        return new Plan(dataset.toString(), address, tasks(partBytes), partBytes, options.existing(), temporary);
    }

    private int tasks(long partBytes) {
        if (options.tasks() > 0) {
            return options.tasks();
        }
        long units = dataset.fileCount() + (partBytes == Share.WHOLE ? 0 : dataset.totalBytes() / partBytes);
        long wanted = Math.max((long) WAVES * spark.defaultParallelism(), dataset.totalBytes() / TASK_BYTES);
        return (int) Math.clamp(wanted, 1, Math.min(units, MOST_TASKS));
    }

    Report generate() throws IOException {
        store.claim(temporary);
        try {
            store.prepare(dataset, options.existing(), temporary);
            return write();
        } finally {
            store.delete(store.path(temporary));
        }
    }

    private Report write() throws IOException {
        long start = System.nanoTime();
        Plan plan = plan(CutFiles.isPossible(store));
        try (CutFiles cutFiles = CutFiles.of(store);
                Uploads uploads = new Uploads(store, cutFiles, dataset, plan)) {
            List<TaskResult> results = run(
                    "generate",
                    uploads.inputs(),
                    (configuration, counters) ->
                            new GenerateTask(plan, configuration, counters.bytes(), counters.files()));
            store.checkClaim(temporary);
            uploads.complete(results);
            store.checkClaim(temporary);
            return report("generate", start, results, new Findings(0));
        } catch (Exception e) {
            store.checkClaim(temporary); // its message has the reason
            throw e;
        }
    }

    Report verify() throws IOException {
        long start = System.nanoTime();
        if (store.status(store.root()) == null) {
            throw new UsageException(store.root() + ": there is no such directory");
        }
        Plan plan = plan(true);
        List<TaskInput> inputs = new ArrayList<>();
        for (int task = 0; task < plan.tasks(); task++) {
            inputs.add(new TaskInput(task, Map.of()));
        }
        List<TaskResult> results = run(
                "verify",
                inputs,
                (configuration, counters) -> new VerifyTask(plan, configuration, counters.bytes(), counters.files()));
        Findings findings = new Findings(Findings.MOST);
        results.forEach(result -> findings.addAll(result.counts(), result.findings()));
        new ExtraFiles(store, plan).find(spark, findings);
        return report("verify", start, results, findings);
    }

    /** What the user interface of Spark shows while the job runs. */
    private record Counters(LongAccumulator bytes, LongAccumulator files) {}

    private List<TaskResult> run(
            String name,
            List<TaskInput> inputs,
            BiFunction<Broadcast<SerializableConfiguration>, Counters, Function<TaskInput, TaskResult>> newTask) {
        Broadcast<SerializableConfiguration> configuration =
                spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
        Counters counters = new Counters(
                spark.sc().longAccumulator("dgen " + name + ": bytes"),
                spark.sc().longAccumulator("dgen " + name + ": files"));
        spark.setJobDescription("dgen " + name + " " + store.root());
        try {
            return spark.parallelize(inputs, inputs.size())
                    .map(newTask.apply(configuration, counters))
                    .collect();
        } finally {
            spark.setJobDescription(null);
            configuration.destroy();
        }
    }

    private Report report(String command, long start, List<TaskResult> results, Findings findings) {
        return Report.of(
                command, dataset.toString(), store.root().toString(), System.nanoTime() - start, results, findings);
    }
}
