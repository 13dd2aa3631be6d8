// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.jr.ob.JSON;

/** The test vectors in docs/vectors/format-v1.json, which the C tests read, too. */
@SuppressWarnings("ArrayRecordComponent") // the tests compare the arrays
public final class Vectors {
    public record Key(String domain, long seed, long stream, List<Long> key) {}

    public record Lane(long seed, long stream, long page, int lane, List<Long> state) {}

    public record Page(long seed, long stream, long page, byte[] bytes) {}

    public record Range(long seed, long stream, long offset, int length, byte[] bytes) {}

    public record Cells(
            long seed,
            long stream,
            int cells,
            String tail,
            int run,
            int bits,
            long literals,
            long offset,
            int length,
            byte[] bytes) {}

    public record Stream(String recipe, long uniqueBlocks, long offset, int length, byte[] bytes) {}

    /** Literals of a cell for a ratio; the target is "any", or a compressor, "@" and a size in bytes. */
    public record Literals(String ratio, String texture, String target, long literals) {}

    public record Draw(long seed, long stream, long block, long draw) {}

    /** The content block of a logical block. */
    public record Plan(String recipe, long block, long content) {}

    /** A recipe in any spelling, and its canonical form. */
    public record Canonical(String recipe, String canonical) {}

    /** A recipe that must be refused, by a message that contains {@code names}. */
    public record Invalid(String recipe, String error, String names) {}

    /** The quantile of a class, or an exponential: the bits of an argument, and those of the result. */
    public record Real(double argument, double result) {}

    /** A dataset in any spelling; {@code parts} are the first files of four parts, and the number of files. */
    public record Set(
            String dataset, String canonical, long files, long bytes, String body, String tails, List<Long> parts) {}

    /** A file of a dataset, and its positions in the two streams. */
    public record File(String dataset, long file, String path, long size, long body, long tail) {}

    public record FileDigest(String dataset, long file, String sha256) {}

    /** A record of a stream, and its range. */
    public record Row(String recipe, String sizes, long count, long record, long offset, long end) {}

    /** A dataset that must be refused, by a message that contains {@code names}. */
    public record InvalidSet(String dataset, String error, String names) {}

    private static final Map<String, Object> JSON_FILE = read();

    private Vectors() {}

    public static List<Key> keys() {
        return list(
                "keys", m -> new Key((String) m.get("domain"), word(m, "seed"), word(m, "stream"), words(m, "key")));
    }

    public static List<Lane> lanes() {
        return list(
                "lanes",
                m -> new Lane(
                        word(m, "seed"), word(m, "stream"), word(m, "page"), integer(m, "lane"), words(m, "state")));
    }

    public static List<Page> pages() {
        return list("pages", m -> new Page(word(m, "seed"), word(m, "stream"), word(m, "page"), bytes(m)));
    }

    public static List<Range> ranges() {
        return list(
                "ranges",
                m -> new Range(word(m, "seed"), word(m, "stream"), word(m, "offset"), integer(m, "length"), bytes(m)));
    }

    public static List<Cells> cells() {
        return list(
                "cells",
                m -> new Cells(
                        word(m, "seed"),
                        word(m, "stream"),
                        integer(m, "cells"),
                        (String) m.get("tail"),
                        integer(m, "run"),
                        integer(m, "bits"),
                        word(m, "literals"),
                        word(m, "offset"),
                        integer(m, "length"),
                        bytes(m)));
    }

    public static List<Stream> streams() {
        return streams("streams");
    }

    private static List<Stream> streams(String section) {
        return list(
                section,
                m -> new Stream(
                        (String) m.get("recipe"),
                        ((Number) m.get("uniqueBlocks")).longValue(),
                        word(m, "offset"),
                        integer(m, "length"),
                        bytes(m)));
    }

    /** Streams of numbers. */
    public static List<Stream> numbers() {
        return streams("numbers");
    }

    public static List<Literals> literals() {
        return list(
                "literals",
                m -> new Literals(
                        (String) m.get("ratio"),
                        (String) m.get("texture"),
                        (String) m.get("target"),
                        word(m, "literals")));
    }

    public static List<Draw> mixtures() {
        return list("mixtures", m -> new Draw(word(m, "seed"), word(m, "stream"), word(m, "block"), word(m, "draw")));
    }

    public static List<Plan> plans() {
        return list("plans", m -> new Plan((String) m.get("recipe"), word(m, "block"), word(m, "content")));
    }

    public static List<Canonical> canonical() {
        return list("canonical", m -> new Canonical((String) m.get("recipe"), (String) m.get("canonical")));
    }

    public static List<Invalid> invalid() {
        return list(
                "invalid",
                m -> new Invalid((String) m.get("recipe"), (String) m.get("error"), (String) m.get("names")));
    }

    public static List<Real> quantiles() {
        return list(
                "quantiles",
                m -> new Real((2 * integer(m, "class") + 1) / (2.0 * integer(m, "classes")), real(m, "quantile")));
    }

    public static List<Real> exponentials() {
        return list("exponentials", m -> new Real(real(m, "x"), real(m, "exp")));
    }

    public static List<Set> datasets() {
        return list(
                "datasets",
                m -> new Set(
                        text(m, "dataset"),
                        text(m, "canonical"),
                        word(m, "files"),
                        word(m, "bytes"),
                        text(m, "body"),
                        text(m, "tails"),
                        words(m, "parts")));
    }

    public static List<File> files() {
        return list(
                "files",
                m -> new File(
                        text(m, "dataset"),
                        word(m, "file"),
                        text(m, "path"),
                        word(m, "size"),
                        word(m, "body"),
                        word(m, "tail")));
    }

    public static List<FileDigest> fileDigests() {
        return list("fileDigests", m -> new FileDigest(text(m, "dataset"), word(m, "file"), text(m, "sha256")));
    }

    public static List<Row> records() {
        return list(
                "records",
                m -> new Row(
                        text(m, "recipe"),
                        text(m, "sizes"),
                        word(m, "count"),
                        word(m, "record"),
                        word(m, "offset"),
                        word(m, "end")));
    }

    public static List<InvalidSet> invalidDatasets() {
        return list("invalidDatasets", m -> new InvalidSet(text(m, "dataset"), text(m, "error"), text(m, "names")));
    }

    private static String text(Map<?, ?> m, String key) {
        return (String) m.get(key);
    }

    private static double real(Map<?, ?> m, String key) {
        return Double.longBitsToDouble(word(m, key));
    }

    private static Map<String, Object> read() {
        try {
            return JSON.std.mapFrom(
                    Files.readString(Repository.root().resolve(Path.of("docs/vectors/format-v1.json"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rejects an empty list, because every test would pass with it. */
    private static <T> List<T> list(String name, Function<Map<?, ?>, T> element) {
        List<T> list = ((List<?>) JSON_FILE.get(name))
                .stream().map(m -> element.apply((Map<?, ?>) m)).toList();
        if (list.isEmpty()) {
            throw new IllegalStateException("no vectors: " + name);
        }
        return list;
    }

    private static long word(Object hex) {
        return Long.parseUnsignedLong(((String) hex).substring(2), 16);
    }

    private static long word(Map<?, ?> m, String key) {
        return word(m.get(key));
    }

    private static List<Long> words(Map<?, ?> m, String key) {
        return ((List<?>) m.get(key)).stream().map(Vectors::word).toList();
    }

    private static int integer(Map<?, ?> m, String key) {
        return ((Number) m.get(key)).intValue();
    }

    private static byte[] bytes(Map<?, ?> m) {
        return HexFormat.of().parseHex((String) m.get("bytes"));
    }
}
