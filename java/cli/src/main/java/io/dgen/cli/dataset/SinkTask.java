// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.DatasetFile;
import io.dgen.cli.dataset.FileWriting.Writer;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Sink;
import io.dgen.cli.report.Text;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Makes bytes of a file and writes them to an open file. */
abstract class SinkTask extends FileTask {
    private final Writer writer;
    private @Nullable Sink sink;

    SinkTask(Writer writer, DatasetFile file) {
        super(file, writer.workers().chunkBytes());
        this.writer = writer;
    }

    final Writer writer() {
        return writer;
    }

    /** Called by {@link #begin}. */
    final void writeTo(Sink newSink) {
        sink = newSink;
    }

    /** @param buffer of the length of the range */
    final void write(long position, MemorySegment buffer) throws IOException {
        writer.workers().compute(() -> writer.content().fill(file(), position, buffer));
        try {
            open().write(buffer, position);
        } catch (IOException e) {
            throw named(new IOException(
                    Failure.reason(e) + ", in the " + Text.count(buffer.byteSize(), "byte") + " from offset "
                            + position,
                    e));
        }
    }

    private synchronized Sink open() throws IOException {
        if (sink == null) {
            throw new IOException("closed after a failure");
        }
        return sink;
    }

    @Override
    final void end() throws IOException {
        Sink complete = sink;
        if (complete == null) {
            return;
        }
        try {
            if (writer.isSynced()) {
                complete.force();
            }
            complete.close();
            complete();
        } catch (IOException e) {
            throw named(e);
        }
    }

    /** Called when all bytes are written and the file is closed. */
    void complete() throws IOException {}

    @Override
    void abandon() {
        try (Sink incomplete = sink) {
            // has no more bytes
        } catch (IOException e) {
            // the failure that has ended the run is reported
        }
    }
}
