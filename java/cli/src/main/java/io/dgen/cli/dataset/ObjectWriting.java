// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.DataRanges;
import io.dgen.DatasetFile;
import io.dgen.cli.dataset.FileWriting.Existing;
import io.dgen.cli.dataset.FileWriting.Writer;
import io.dgen.cli.io.OverwriteException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.function.LongConsumer;

/** Writes one file of a set as an object, in one step: the store cuts it into parts, and makes each part when it is sent. */
final class ObjectWriting extends FileTask {
    private final SetObjects objects;
    private final Writer writer;

    ObjectWriting(SetObjects objects, Writer writer, DatasetFile file) {
        super(file, WHOLE);
        this.objects = objects;
        this.writer = writer;
    }

    @Override
    boolean begin(MemorySegment buffer, LongConsumer done) throws IOException {
        try {
            DataRanges data = writer.content().ranges(file());
            if (isKept(data)) {
                writer.kept().increment();
            } else {
                SetObjects.request(() -> objects.object(file().path()).upload(data, done));
            }
            return false;
        } catch (IOException e) {
            throw named(e);
        }
    }

    private boolean isKept(DataRanges data) throws IOException {
        if (objects.isNew() || writer.existing() == Existing.REPLACE) {
            return false;
        }
        SetPlace.Found found = objects.find(file().path());
        if (found != null && writer.existing() == Existing.REFUSE) {
            throw new OverwriteException(objects.name() + "/" + file().path() + " exists", FileWriting.EFFECT_OF_FORCE);
        }
        return found != null && writer.workers().check(() -> found.isStatedAs(data));
    }
}
