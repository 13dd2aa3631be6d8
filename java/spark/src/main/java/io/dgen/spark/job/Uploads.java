// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import io.dgen.Dataset;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.Path;

/** The files of a job that several tasks write, from the driver's view. A job that fails leaves none of them. */
final class Uploads implements Closeable {
    private final SetStore store;
    private final CutFiles cutFiles;
    private final Dataset dataset;
    private final int tasks;
    private final Map<Long, List<Integer>> tasksOfFiles;
    private final Map<Long, byte[]> open = new ConcurrentHashMap<>();

    Uploads(SetStore store, CutFiles cutFiles, Dataset dataset, Plan plan) throws IOException {
        this.store = store;
        this.cutFiles = cutFiles;
        this.dataset = dataset;
        this.tasks = plan.tasks();
        this.tasksOfFiles = CutFiles.find(dataset, plan);
        try {
            forEach(tasksOfFiles.keySet(), file -> open.put(file, cutFiles.begin(path(file))));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private Path path(long file) {
        return store.path(dataset.file(file).path());
    }

    List<TaskInput> inputs() {
        List<Map<Long, byte[]>> uploads = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            uploads.add(new HashMap<>());
        }
        tasksOfFiles.forEach(
                (file, all) -> all.forEach(task -> uploads.get(task).put(file, open.get(file))));
        List<TaskInput> inputs = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            inputs.add(new TaskInput(task, uploads.get(task)));
        }
        return inputs;
    }

    /** Joins the parts of each file. */
    void complete(List<TaskResult> results) throws IOException {
        Map<Long, List<CutFiles.Part>> parts = new HashMap<>();
        results.forEach(result -> result.parts()
                .forEach(part -> parts.computeIfAbsent(part.file(), _ -> new ArrayList<>())
                        .add(part)));
        forEach(parts.keySet(), file -> {
            cutFiles.complete(upload(file), path(file), parts.getOrDefault(file, List.of()));
            open.remove(file);
        });
    }

    private byte[] upload(long file) {
        return Objects.requireNonNull(open.get(file));
    }

    @Override
    public void close() throws IOException {
        forEach(List.copyOf(open.keySet()), file -> {
            cutFiles.abort(upload(file), path(file));
            open.remove(file);
        });
    }

    /** What is done for each file. */
    private interface Action {
        void on(long file) throws IOException;
    }

    /** Requests to stores take long; several run at the same time. */
    private static void forEach(Iterable<Long> files, Action action) throws IOException {
        List<Long> list = new ArrayList<>();
        files.forEach(list::add);
        try {
            list.parallelStream().forEach(file -> {
                try {
                    action.on(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
