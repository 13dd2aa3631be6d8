// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Dataset;
import io.dgen.cli.exit.Failure;
import io.dgen.store.StoredPrefix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Removes the objects of a set. The line is the last one: until then, a further run goes on. */
final class ObjectRemoval {
    /** Stores remove as many in one request. */
    private static final int BATCH = 1000;

    private final StoredPrefix prefix;
    private final Dataset dataset;
    private final List<String> batch = new ArrayList<>();
    private long removed;
    private long uploads;
    private long kept;
    private String firstKept = "";

    ObjectRemoval(StoredPrefix prefix, Dataset dataset) {
        this.prefix = prefix;
        this.dataset = dataset;
    }

    /** @param note receives why uploads were not looked for */
    void run(Consumer<String> note) throws IOException, InterruptedException {
        prefix.list((path, _) -> {
            add(path);
            return true;
        });
        flush();
        uploads = abortUploads(note);
        prefix.delete(List.of(SetPlace.LINE_FILE));
    }

    SetPlace.Removed result() {
        return new SetPlace.Removed(removed, uploads, kept, firstKept);
    }

    private void add(String path) throws IOException {
        if (dataset.find(path).isPresent()) {
            batch.add(path);
            if (batch.size() == BATCH) {
                SetObjects.request(this::flush);
            }
        } else if (!path.equals(SetPlace.LINE_FILE)) {
            firstKept = kept == 0 ? path : firstKept;
            kept++;
        }
    }

    private void flush() throws IOException, InterruptedException {
        prefix.delete(batch);
        removed += batch.size();
        batch.clear();
    }

    /** Some stores cannot list them, and some users may not. */
    private long abortUploads(Consumer<String> note) throws InterruptedException {
        try {
            return prefix.abortUploads(path -> dataset.find(path).isPresent());
        } catch (IOException e) {
            note.accept("parts of incomplete uploads may remain: " + Failure.reason(e));
            return 0;
        }
    }
}
