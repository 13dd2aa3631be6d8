// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.test;

import io.dgen.Dataset;
import io.dgen.DatasetContent;
import io.dgen.DatasetFile;
import io.dgen.GeneratorConfig;
import io.dgen.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions for a directory. */
public final class DirectoryAssert extends AbstractAssert<DirectoryAssert, Path> {
    private static final int CHUNK_BYTES = 1 << 20;
    private static final int MAX_FINDINGS = 10;

    DirectoryAssert(@Nullable Path actual) {
        super(actual, DirectoryAssert.class);
    }

    /**
     * Checks that the directory has the files of a set with their bytes, and no other files. The failure names up to ten
     * files; {@code dgen dataset verify} names all, and the causes of wrong bytes.
     *
     * @param dataset the set
     * @return this
     * @throws AssertionError if a file is missing, changed, of another size or kind, or no file of the set
     * @throws UncheckedIOException if reading fails
     * @throws IllegalStateException if the configured engine cannot run here
     */
    public DirectoryAssert matches(Dataset dataset) {
        Objects.requireNonNull(dataset, "dataset");
        isNotNull();
        if (!Files.isDirectory(actual)) {
            throw failure("DIFFERENT: %s is no directory", actual);
        }
        List<String> findings = new ArrayList<>();
        try {
            addWrongFiles(dataset, findings);
            addExtraFiles(dataset, findings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!findings.isEmpty()) {
            String list = String.join("\n  ", findings);
            throw failure("DIFFERENT: %s does not match %s\n  %s", actual, dataset, list);
        }
        return this;
    }

    private void addWrongFiles(Dataset dataset, List<String> findings) throws IOException {
        DatasetContent content = new DatasetContent(dataset, GeneratorConfig.of(dataset.body()));
        for (long i = 0; i < dataset.fileCount() && findings.size() < MAX_FINDINGS; i++) {
            String finding = finding(content, dataset.file(i));
            if (!finding.isEmpty()) {
                findings.add(finding);
            }
        }
    }

    /** What is wrong with a file; empty if nothing is. */
    private String finding(DatasetContent content, DatasetFile file) throws IOException {
        Path path = actual.resolve(file.path());
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return (Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? "no file: " : "missing: ") + file.path();
        }
        long size = Files.size(path);
        if (size != file.sizeBytes()) {
            return "size: " + file.path() + ": " + size + " bytes instead of " + file.sizeBytes();
        }
        long wrong = 0;
        long first = -1;
        byte[] chunk = new byte[(int) Math.min(size, CHUNK_BYTES)];
        try (InputStream in = Files.newInputStream(path)) {
            for (long done = 0; done < size; ) {
                int n = in.readNBytes(chunk, 0, (int) Math.min(chunk.length, size - done));
                if (n == 0) {
                    return "size: " + file.path() + ": the file has become shorter";
                }
                Verification result =
                        content.verify(file, done, MemorySegment.ofArray(chunk).asSlice(0, n));
                first = first < 0 ? result.firstWrongOffset() : first;
                wrong += result.wrongBytes();
                done += n;
            }
        }
        return wrong == 0
                ? ""
                : "changed: " + file.path() + ": " + wrong + " wrong bytes, the first at offset " + first;
    }

    private void addExtraFiles(Dataset dataset, List<String> findings) throws IOException {
        try (Stream<Path> all = Files.walk(actual)) {
            all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> actual.relativize(path)
                            .toString()
                            .replace(path.getFileSystem().getSeparator(), "/"))
                    .filter(name -> dataset.find(name).isEmpty())
                    .limit(MAX_FINDINGS - findings.size())
                    .forEach(name -> findings.add("extra: " + name));
        }
    }
}
