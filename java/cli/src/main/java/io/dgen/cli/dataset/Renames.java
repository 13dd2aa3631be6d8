// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Dataset;
import io.dgen.DatasetFile;
import io.dgen.Diagnosis;
import io.dgen.cli.dataset.Finding.Kind;
import io.dgen.cli.dataset.SetComparison.FileDiagnosis;
import io.dgen.cli.io.Source;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds files that have all bytes of another file of the set. Candidates are missing files of the same size, and files of the
 * set that have the data which an explainer has found, or the first page. A candidate counts if every byte is right.
 */
final class Renames {
    /** Candidates of one file: with equal sizes, every missing file is one. */
    private static final int MOST_CANDIDATES = 1000;

    /** Files of which the first page is looked for in the set. */
    private static final int MOST_PAGES = 1000;

    private static final int PAGE_BYTES = 4096;
    private static final long MOST_BUFFER_BYTES = 4 << 20;

    private final SetPlace place;
    private final SetComparison set;
    private final Map<Long, List<FileDiagnosis>> diagnoses;
    private final Map<Long, Set<Long>> missingBySize = new HashMap<>();
    private final MemorySegment buffer;

    /** @param chunkBytes size of one read: an object is read in few requests */
    Renames(SetPlace place, SetComparison set, long chunkBytes, Map<Long, List<FileDiagnosis>> diagnoses) {
        this.place = place;
        this.set = set;
        this.buffer = Arena.ofAuto().allocate(Math.min(chunkBytes, MOST_BUFFER_BYTES));
        this.diagnoses = diagnoses;
    }

    void findIn(Findings findings) throws InterruptedException {
        for (Finding finding : findings.kept()) {
            if (finding.kind() == Kind.MISSING) {
                long size = dataset().file(finding.index()).sizeBytes();
                missingBySize.computeIfAbsent(size, _ -> new LinkedHashSet<>()).add(finding.index());
            }
        }
        findings.replaceAll(finding -> hasOtherContent(finding) ? renamed(finding, candidates(finding)) : finding);
        Map<String, Long> firstPages = firstPages(findings);
        findings.replaceAll(finding -> {
            Long candidate = firstPages.get(finding.path());
            return candidate != null && hasOtherContent(finding) ? renamed(finding, Set.of(candidate)) : finding;
        });
    }

    private static boolean hasOtherContent(Finding finding) {
        return switch (finding.kind()) {
            case SIZE, CHANGED, EXTRA -> finding.bytes() > 0;
            case MISSING, TYPE, RENAMED, UNREADABLE -> false;
        };
    }

    /** The file of the set that begins as each of the other files does. */
    private Map<String, Long> firstPages(Findings findings) throws InterruptedException {
        List<String> paths = new ArrayList<>();
        List<MemorySegment> pages = new ArrayList<>();
        for (Finding finding : findings.kept()) {
            if (pages.size() < MOST_PAGES && hasOtherContent(finding)) {
                MemorySegment page = Arena.ofAuto().allocate(Math.min(PAGE_BYTES, finding.bytes()));
                try (Source source = open(finding.path())) {
                    if (source.read(page, 0) == page.byteSize()) {
                        paths.add(finding.path());
                        pages.add(page);
                    }
                } catch (IOException e) {
                    // has no content that can be found
                }
            }
        }
        long[] files = set.filesThatBeginWith(pages);
        Map<String, Long> found = new HashMap<>();
        for (int i = 0; i < files.length; i++) {
            if (files[i] >= 0) {
                found.put(paths.get(i), files[i]);
            }
        }
        return found;
    }

    private Source open(String path) throws IOException {
        SetPlace.Found found = place.find(path);
        if (found == null) {
            throw new NoSuchFileException(path);
        }
        return found.open(0);
    }

    private Dataset dataset() {
        return set.content().dataset();
    }

    private Set<Long> candidates(Finding finding) {
        Set<Long> candidates = new LinkedHashSet<>();
        diagnoses.getOrDefault(finding.index(), List.of()).forEach(diagnosis -> {
            DatasetFile file = origin(diagnosis);
            if (file != null) {
                candidates.add(file.index());
            }
        });
        missingBySize.getOrDefault(finding.bytes(), Set.of()).stream()
                .limit(MOST_CANDIDATES)
                .forEach(candidates::add);
        return candidates;
    }

    private Finding renamed(Finding finding, Set<Long> candidates) {
        List<DatasetFile> files = candidates.stream()
                .filter(candidate -> candidate != finding.index())
                .map(dataset()::file)
                .filter(file -> file.sizeBytes() == finding.bytes())
                .collect(Collectors.toCollection(ArrayList::new));
        keepEqual(files, finding);
        return files.isEmpty()
                ? finding
                : finding.as(Kind.RENAMED, files.getFirst().path());
    }

    /** The file that has the data at the same position, if data of the same stream was found. */
    private @Nullable DatasetFile origin(FileDiagnosis found) {
        if (!ExplainedStream.isOfStream(found.diagnosis())
                || !(found.diagnosis().detail() instanceof Diagnosis.Copy copy)) {
            return null;
        }
        Dataset.Position position = found.range().isTail()
                ? dataset().tailPosition(copy.offset()).orElse(null)
                : dataset().bodyPosition(copy.offset());
        return position != null && position.offset() == found.position() ? position.file() : null;
    }

    /** Removes the files that do not have all bytes of a file that was found, which is read once. */
    private void keepEqual(List<DatasetFile> files, Finding found) {
        if (files.isEmpty()) {
            return;
        }
        try (Source source = open(found.path())) {
            for (long done = 0; done < found.bytes() && !files.isEmpty(); done += buffer.byteSize()) {
                long position = done;
                MemorySegment part = buffer.asSlice(0, Math.min(buffer.byteSize(), found.bytes() - done));
                boolean isShort = source.read(part, position) < part.byteSize();
                files.removeIf(file -> isShort || !isEqual(file, position, part));
            }
            if (source.excess(found.bytes()) != 0) {
                files.clear();
            }
        } catch (IOException e) {
            files.clear(); // its own finding has the reason
        }
    }

    /** Most candidates differ in the first page. */
    private boolean isEqual(DatasetFile file, long position, MemorySegment part) {
        MemorySegment page = part.asSlice(0, Math.min(PAGE_BYTES, part.byteSize()));
        return set.content().verify(file, position, page).isOk()
                && set.content().verify(file, position, part).isOk();
    }
}
