// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.ByteRange;
import io.dgen.DatasetFile;
import io.dgen.cli.dataset.FileWriting.Writer;
import io.dgen.cli.io.RegularFile;
import io.dgen.cli.report.Text;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Writes what has changed in one file of a set since an earlier generation, which the file has, in place. Nothing is read: a
 * repeated run writes the same bytes again.
 */
final class FileChanging extends SinkTask {
    private static final String ADVICE = "; create --resume without --since writes files that are not complete";

    private final SetDirectory directory;
    private final int since;

    FileChanging(SetDirectory directory, Writer writer, DatasetFile file, int since) {
        super(writer, file);
        this.directory = directory;
        this.since = since;
    }

    private Stream<ByteRange> changed(long position, long length) {
        int generation = writer().request().dataset().body().generation().number();
        return file().changedRanges(since, generation, position, length);
    }

    @Override
    boolean begin(MemorySegment buffer, LongConsumer done) throws IOException {
        if (changed(0, file().sizeBytes()).findAny().isEmpty()) {
            writer().tally().keep(file());
            return false;
        }
        try {
            Path path = directory.resolve(file());
            requireComplete(path);
            writeTo(RegularFile.openInPlace(path, writer().directBlockBytes()));
            return true;
        } catch (IOException e) {
            throw named(e);
        }
    }

    private void requireComplete(Path path) throws IOException {
        BasicFileAttributes found = directory.attributes(path);
        if (found == null) {
            throw new IOException("there is no such file: --since expects generation " + since + ADVICE);
        }
        if (!found.isRegularFile()) {
            throw new IOException("is a " + SetDirectory.kind(path, found) + ": expected a file" + ADVICE);
        }
        if (found.size() != file().sizeBytes()) {
            throw new IOException(
                    "has " + Text.count(found.size(), "byte") + ": expected " + file().sizeBytes() + ADVICE);
        }
    }

    @Override
    void process(long position, MemorySegment buffer) throws IOException {
        Iterator<ByteRange> ranges = changed(position, buffer.byteSize()).iterator();
        while (ranges.hasNext()) {
            ByteRange range = ranges.next();
            write(range.offset(), buffer.asSlice(range.offset() - position, range.length()));
            writer().tally().change(range.length());
        }
    }
}
