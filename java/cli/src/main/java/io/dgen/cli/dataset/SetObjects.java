// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Dataset;
import io.dgen.DatasetFile;
import io.dgen.cli.dataset.FileWriting.Existing;
import io.dgen.cli.dataset.FileWriting.Writer;
import io.dgen.cli.dataset.SetState.Request;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Input;
import io.dgen.cli.io.ObjectInput;
import io.dgen.cli.io.ObjectSource;
import io.dgen.cli.io.Source;
import io.dgen.cli.option.IoFailures;
import io.dgen.cli.terminal.Stdio;
import io.dgen.store.StoredObject;
import io.dgen.store.StoredPrefix;
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
    public String readText() throws Failure {
        String text = IoFailures.translate(name, this::text);
        Failure.unless(!text.isEmpty(), name + " has no object " + LINE_FILE + ": --dataset LINE is required");
        return text;
    }

    /** {@return the text with the line; empty if there is none} */
    private String text() throws IOException {
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
     * looked for: the right to write is enough, except for sets with generations.
     */
    @Override
    public ClaimedPart claim(Request request, Dataset.Part part, Consumer<String> note) throws IOException {
        boolean isReplacing = request.existing() == Existing.REPLACE;
        String first = isReplacing ? null : first();
        String present = isReplacing && !request.hasGenerations() ? "" : text();
        if (present.isEmpty() && first != null && request.since() == null) {
            throw SetPlace.foreign(name, first);
        }
        SetState state = SetState.begin(name, present, request);
        write(state.toString(), present);
        isNew = first == null && !isReplacing;
        return new ClaimedObjects(state, part);
    }

    private void write(String text, String present) throws IOException {
        if (!text.equals(present)) {
            request(() -> object(LINE_FILE).write(text));
        }
    }

    /**
     * A store has no locks. If two parts end at the same moment, one of them may remain unrecorded, so that the set counts as
     * incomplete until it is resumed.
     */
    private final class ClaimedObjects implements ClaimedPart {
        private final SetState state;
        private final Dataset.Part part;

        ClaimedObjects(SetState state, Dataset.Part part) {
            this.state = state;
            this.part = part;
        }

        @Override
        public boolean isMixed() {
            return state.isMixed();
        }

        @Override
        public boolean isComplete() {
            return state.isComplete(part);
        }

        @Override
        public void finish() throws IOException {
            if (state.incomplete() != null) {
                String present = text();
                write(SetState.finish(present, state.dataset(), part), present);
            }
        }

        @Override
        public void close() {
            // nothing is claimed
        }
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
        request(() -> prefix.list((path, bytes) -> path.equals(LINE_FILE) || visitor.found(path, "object", bytes)));
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
