// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Dataset;
import io.dgen.DatasetFile;
import io.dgen.cli.dataset.FileWriting.Writer;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Input;
import io.dgen.cli.io.ObjectInput;
import io.dgen.cli.io.ObjectSource;
import io.dgen.cli.io.Source;
import io.dgen.cli.option.IoFailures;
import io.dgen.cli.terminal.Stdio;
import io.dgen.store.StoredObject;
import io.dgen.store.StoredPrefix;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The objects of a set. An object exists only when it is complete. */
final class SetObjects implements SetPlace {
    private static final int MAX_LINE_BYTES = 1 << 20;

    private final String name;
    private final StoredPrefix prefix;

    /** Whether there was no object when this run began. */
    private volatile boolean isNew;

    SetObjects(String address, StoredPrefix prefix) {
        this.name = address.replaceFirst("/$", "");
        this.prefix = prefix;
    }

    @Override
    public String name() {
        return name;
    }

    boolean isNew() {
        return isNew;
    }

    StoredObject object(String path) {
        return prefix.object(path);
    }

    @Override
    public Input endpoint(Stdio stdio) {
        return new ObjectInput(name, object(LINE_FILE));
    }

    @Override
    public String readLine() throws Failure {
        String line = IoFailures.translate(name, this::line);
        Failure.unless(!line.isEmpty(), name + " has no object " + LINE_FILE + ": --dataset LINE is required");
        return line;
    }

    /** {@return the line; empty if there is none} */
    private String line() throws IOException {
        Found found = find(LINE_FILE);
        if (found == null) {
            return "";
        }
        byte[] bytes = new byte[(int) Math.min(found.bytes(), MAX_LINE_BYTES)];
        try (Source source = found.open(0)) {
            long ignored = source.read(MemorySegment.ofArray(bytes), 0);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /**
     * The line is looked for after the files: another part, which has just begun, writes it first. What will be replaced is not
     * looked for: the right to write is enough.
     */
    @Override
    public Closeable claim(Dataset dataset, Dataset.Part part, boolean force, Consumer<String> note)
            throws IOException {
        String first = force ? null : first();
        String line = force ? "" : line();
        if (line.isEmpty() && first != null) {
            throw SetPlace.foreign(name, first);
        }
        if (SetPlace.needsLine(name, line, dataset, force)) {
            request(() -> object(LINE_FILE).write(SetPlace.text(dataset)));
        }
        isNew = first == null && !force;
        return () -> {};
    }

    private @Nullable String first() throws IOException {
        AtomicReference<@Nullable String> first = new AtomicReference<>();
        request(() -> prefix.list((path, _) -> {
            first.set(path);
            return false;
        }));
        return first.get();
    }

    @Override
    public FileTask writing(Writer writer, DatasetFile file) {
        return new ObjectWriting(this, writer, file);
    }

    @Override
    public @Nullable Found find(String path) throws IOException {
        StoredObject object = object(path);
        StoredObject.State state = object.state();
        return state == null
                ? null
                : new Found("object", true, state.sizeBytes(), state.digest(), _ -> new ObjectSource(object, state));
    }

    @Override
    public void walk(Visitor visitor) throws IOException {
        request(() -> prefix.list((path, bytes) -> {
            if (!path.equals(LINE_FILE)) {
                visitor.found(path, "object", bytes);
            }
            return true;
        }));
    }

    @Override
    public Removed remove(Dataset dataset, Consumer<String> note) throws IOException {
        ObjectRemoval removal = new ObjectRemoval(prefix, dataset);
        request(() -> removal.run(note));
        return removal.result();
    }

    /** Requests to a store. */
    @FunctionalInterface
    interface Requests {
        void run() throws IOException, InterruptedException;
    }

    /** Makes requests. An interrupt is reported as channels report it. */
    static void request(Requests requests) throws IOException {
        try {
            requests.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        }
    }

    @Override
    public void close() {
        prefix.close();
    }
}
