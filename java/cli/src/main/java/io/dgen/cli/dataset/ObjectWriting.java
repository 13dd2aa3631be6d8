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

    private boolean isUnchanged() {
        Integer since = writer.request().since();
        return since != null
                && file().changedRanges(
                                since,
                                writer.request().dataset().body().generation().number())
                        .findAny()
                        .isEmpty();
    }

    @Override
    boolean begin(MemorySegment buffer, LongConsumer done) throws IOException {
        try {
            DataRanges data = writer.content().ranges(file());
            if (isUnchanged() || isKept(data)) {
                writer.tally().keep(file());
            } else {
                SetObjects.request(() -> objects.object(file().path()).upload(data, done));
                writer.tally().change(file().sizeBytes());
            }
            return false;
        } catch (IOException e) {
            throw named(e);
        }
    }

    private boolean isKept(DataRanges data) throws IOException {
        boolean isOfChanges = writer.request().since() != null;
        if (objects.isNew()
                || writer.existing() == Existing.REPLACE
                || isOfChanges && writer.existing() == Existing.REFUSE) {
            return false;
        }
        SetPlace.Found found = objects.find(file().path());
        if (found != null && writer.existing() == Existing.REFUSE) {
            throw new OverwriteException(objects.name() + "/" + file().path() + " exists", FileWriting.EFFECT_OF_FORCE);
        }
        return found != null && writer.workers().check(() -> found.isStatedAs(data));
    }
}
