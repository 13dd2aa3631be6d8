// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import io.dgen.Dataset;
import io.dgen.spark.job.Finding.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Finds files in the directory of a set that do not belong to it. The driver lists the directory itself, and tasks the
 * folders in it.
 */
final class ExtraFiles {
    private final SetStore store;
    private final Plan plan;
    private final Dataset dataset;

    ExtraFiles(SetStore store, Plan plan) {
        this.store = store;
        this.plan = plan;
        this.dataset = Dataset.parse(plan.line());
    }

    void find(JavaSparkContext spark, Findings findings) throws IOException {
        List<String> folders = new ArrayList<>();
        for (FileStatus entry : store.files().listStatus(store.root())) {
            String name = entry.getPath().getName();
            if (entry.isDirectory()) {
                folders.add(name);
            } else if (!name.equals(SetStore.LINE_FILE)) {
                check(name, entry.getLen(), findings);
            }
        }
        if (!folders.isEmpty()) {
            Broadcast<SerializableConfiguration> configuration =
                    spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
            int slices = Math.min(folders.size(), plan.tasks());
            Plan ofTasks = plan;
            spark.parallelize(folders, slices)
                    .mapPartitions(names -> {
                        SetStore ofTask = new SetStore(
                                ofTasks.root(), configuration.value().value());
                        ExtraFiles extra = new ExtraFiles(ofTask, ofTasks);
                        Findings found = new Findings(Findings.most(slices));
                        while (names.hasNext()) {
                            extra.list(names.next(), found);
                        }
                        return List.of(found).iterator();
                    })
                    .collect()
                    .forEach(found -> findings.addAll(found.counts(), found.kept()));
            configuration.destroy();
        }
    }

    private void list(String folder, Findings findings) throws IOException {
        try {
            RemoteIterator<LocatedFileStatus> files = store.files().listFiles(store.path(folder), true);
            while (files.hasNext()) {
                FileStatus file = files.next();
                check(relative(file.getPath()), file.getLen(), findings);
            }
        } catch (FileNotFoundException e) {
            findings.add(new Finding(folder, Kind.UNREADABLE, 0, 0, "", "it was removed meanwhile"));
        }
    }

    private String relative(Path file) {
        return store.root().toUri().relativize(file.toUri()).getPath();
    }

    private void check(String path, long bytes, Findings findings) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (!SetStore.isTemporary(name) && dataset.find(path).isEmpty()) {
            findings.add(new Finding(path, Kind.EXTRA, 0, bytes, "", ""));
        }
    }
}
