// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Dataset;
import io.dgen.DatasetContent;
import io.dgen.DatasetFile;
import io.dgen.Diagnosis;
import io.dgen.cli.dataset.Finding.Kind;
import io.dgen.cli.dataset.SetComparison.FileDiagnosis;
import io.dgen.cli.io.RegularFile;
import io.dgen.cli.io.Source;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds files that have all bytes of another file of the set. Candidates are missing files of the same size, and the files
 * that have the data which an explainer has found; a candidate counts if every byte is right.
 */
final class Renames {
    /** Candidates of one file: with equal sizes, every missing file is one. */
    private static final int MOST_CANDIDATES = 1000;

    private static final int BUFFER_BYTES = 64 << 10;

    private final SetDirectory directory;
    private final DatasetContent content;
    private final Map<Long, List<FileDiagnosis>> diagnoses;
    private final Map<Long, Set<Long>> missingBySize = new HashMap<>();
    private final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER_BYTES);

    Renames(SetDirectory directory, DatasetContent content, Map<Long, List<FileDiagnosis>> diagnoses) {
        this.directory = directory;
        this.content = content;
        this.diagnoses = diagnoses;
    }

    void findIn(Findings findings) {
        for (Finding finding : findings.kept()) {
            if (finding.kind() == Kind.MISSING) {
                long size = dataset().file(finding.index()).sizeBytes();
                missingBySize.computeIfAbsent(size, _ -> new LinkedHashSet<>()).add(finding.index());
            }
        }
        findings.replaceAll(finding -> switch (finding.kind()) {
            case SIZE, CHANGED, EXTRA -> renamed(finding);
            case MISSING, TYPE, RENAMED, UNREADABLE -> finding;
        });
    }

    private Dataset dataset() {
        return content.dataset();
    }

    private Finding renamed(Finding finding) {
        Set<Long> candidates = new LinkedHashSet<>();
        diagnoses.getOrDefault(finding.index(), List.of()).forEach(diagnosis -> {
            DatasetFile file = origin(diagnosis);
            if (file != null && file.sizeBytes() == finding.bytes()) {
                candidates.add(file.index());
            }
        });
        missingBySize.getOrDefault(finding.bytes(), Set.of()).stream()
                .limit(MOST_CANDIDATES)
                .forEach(candidates::add);
        for (long candidate : candidates) {
            DatasetFile file = dataset().file(candidate);
            if (candidate != finding.index()
                    && finding.bytes() > 0
                    && has(directory.path().resolve(finding.path()), file)) {
                return finding.as(Kind.RENAMED, file.path());
            }
        }
        return finding;
    }

    /** The file that has the data at the same position, if data of the same stream was found. */
    private @Nullable DatasetFile origin(FileDiagnosis found) {
        if (!(found.diagnosis().detail() instanceof Diagnosis.Copy copy)) {
            return null;
        }
        Dataset.Position position = position(found.range().isTail(), copy.offset());
        return position != null && position.offset() == found.position() ? position.file() : null;
    }

    /** {@return the position in a file of data of a stream; null if no file has it} */
    Dataset.@Nullable Position position(boolean isTail, long offset) {
        return isTail ? dataset().tailPosition(offset).orElse(null) : dataset().bodyPosition(offset);
    }

    private boolean has(Path path, DatasetFile file) {
        try (Source source = RegularFile.open(path, 0)) {
            for (long done = 0; done < file.sizeBytes(); done += BUFFER_BYTES) {
                MemorySegment part = buffer.asSlice(0, Math.min(BUFFER_BYTES, file.sizeBytes() - done));
                if (source.read(part, done) < part.byteSize()
                        || !content.verify(file, done, part).isOk()) {
                    return false;
                }
            }
            return source.excess(file.sizeBytes()) == 0;
        } catch (IOException e) {
            return false; // its own finding has the reason
        }
    }
}
