// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.container.Frame;
import io.dgen.container.Framing;
import io.dgen.internal.dataset.FileTable;
import io.dgen.internal.dataset.NamePattern;
import io.dgen.internal.dataset.SizeQuantiles;
import io.dgen.internal.dataset.Strata;
import io.dgen.internal.format.Mix64;
import io.dgen.internal.text.KeyValues;
import io.dgen.internal.text.Quote;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A set of files, or of objects, of which paths, sizes and bytes follow from one line of text (docs/format.md, "Datasets").
 * Every file can be found and made on its own, without a list of the others. Immutable and thread-safe.
 *
 * <p>The text form, {@link #toString()} and {@link #parse}:
 * {@code dgenset1:files=1000,size=lognormal(64KiB,1.5)[4KiB..16MiB];dgen1:seed=4,dedup=2,compress=1.8}.
 *
 * <p>The bytes of the files are ranges of two streams with ordinary recipes, {@link #body()} and {@link #tails()}. {@link
 * DatasetContent} makes and checks them.
 */
public final class Dataset {
    /** The version that the text form starts with. */
    public static final int FORMAT_VERSION = 1;

    /** Largest number of files: 2^40. */
    public static final long MAX_FILES = 1L << 40;

    private static final String PREFIX = "dgenset" + FORMAT_VERSION + ":";

    /** "dgen1end" */
    private static final long TAILS = 0x6467656E31656E64L;

    private static final List<String> KEYS = List.of("files", "total", "size", "name");

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    private static final String COUNTS = "1 to " + MAX_FILES;

    private final FileSizes sizes;

    /** Whether the total was given, not the number of files. */
    private final boolean isOfTotal;

    private final NamePattern names;
    private final FileTable table;
    /** Its size is 0. */
    private final Recipe recipe;

    private final Recipe body;
    private final Recipe tails;
    private final @Nullable Framing framing;
    private final Map<Long, Long> lengths = new ConcurrentHashMap<>();
    private final LongUnaryOperator bytesBefore;

    private Dataset(FileSizes sizes, boolean isOfTotal, FileTable table, @Nullable String name, Recipe recipe) {
        this.sizes = sizes;
        this.isOfTotal = isOfTotal;
        this.table = table;
        this.names = name == null ? NamePattern.ofFiles(table.files()) : new NamePattern(name);
        names.checkFiles(table.files());
        long block = recipe.blockSizeBytes();
        this.recipe = recipe.toBuilder().sizeBytes(0).build();
        Recipe ofFiles = inFiles(recipe);
        this.body = ofFiles.toBuilder().sizeBytes(table.bodyBlocks() * block).build();
        this.tails = ofFiles.toBuilder()
                .seed(Mix64.mix(recipe.seed() + TAILS))
                .sizeBytes(table.tailBlocks() * block)
                .dedup(Dedup.NONE)
                .build();
        this.framing = this.recipe.framing();
        this.bytesBefore = framing == null ? table::before : table.bytesBefore(this::length);
    }

    /** The length of a file by its size, which is that of its payload. */
    long length(long payloadBytes) {
        return framing == null
                ? payloadBytes
                : lengths.computeIfAbsent(
                        payloadBytes, bytes -> framing.frame(bytes).lengthBytes());
    }

    /** The layout of a file by its size; null without a format. */
    @Nullable
    Frame frame(long payloadBytes) {
        return framing == null ? null : framing.frame(payloadBytes);
    }

    /** The recipe without rows that whole blocks need not have. */
    private static Recipe inFiles(Recipe recipe) {
        Numbers inBlocks = recipe.numbers().inBlocks(recipe.blockSizeBytes());
        return recipe.toBuilder()
                .sizeBytes(0)
                .numbers(inBlocks)
                .format(FileFormat.NONE)
                .build();
    }

    /** {@return a builder without values} */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the values of a set; {@link #build} checks them. Not thread-safe. */
    public static final class Builder {
        private long files;
        private long totalBytes;
        private @Nullable FileSizes sizes;
        private @Nullable String name;
        private @Nullable Recipe recipe;

        private Builder() {}

        /**
         * {@return this builder} Sets the number of files, instead of the total size.
         *
         * @param newFiles 1 .. 2^40
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder files(long newFiles) {
            files = checkFiles(newFiles);
            totalBytes = 0;
            return this;
        }

        /**
         * {@return this builder} Sets the size of all files together, instead of their number. The last file is as much
         * shorter as it takes.
         *
         * @param newTotalBytes bytes, 1 .. 2^63 - 1
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder totalBytes(long newTotalBytes) {
            if (newTotalBytes < 1) {
                throw new IllegalArgumentException(
                        "total " + newTotalBytes + ": expected 1 to " + Long.MAX_VALUE + " bytes");
            }
            totalBytes = newTotalBytes;
            files = 0;
            return this;
        }

        /**
         * {@return this builder} Sets the sizes of the files.
         *
         * @param newSizes the sizes
         */
        public Builder sizes(FileSizes newSizes) {
            sizes = Objects.requireNonNull(newSizes, "sizes");
            return this;
        }

        /**
         * {@return this builder} Sets the pattern of the paths. Default: {@code f{w}} for at most 1000 files, otherwise
         * <code>d{w-3}/f{w}</code>, with the number of digits that the last file needs.
         *
         * @param pattern text with at least one number of digits in braces, such as <code>d{2}/f{8}.bin</code>
         */
        public Builder name(String pattern) {
            name = Objects.requireNonNull(pattern, "pattern");
            return this;
        }

        /**
         * {@return this builder} Sets the recipe of the bytes.
         *
         * @param newRecipe the recipe; its size has no meaning
         */
        public Builder recipe(Recipe newRecipe) {
            recipe = Objects.requireNonNull(newRecipe, "recipe");
            return this;
        }

        /**
         * {@return the set}
         *
         * @throws IllegalArgumentException if the values do not fit together; the message names them
         * @throws IllegalStateException if sizes, recipe, or both number of files and total size were not given
         */
        public Dataset build() {
            FileSizes ofFiles = given(sizes, "sizes");
            Recipe ofBytes = given(recipe, "recipe");
            Recipe inFiles = inFiles(ofBytes);
            if (files == 0 && totalBytes == 0) {
                throw new IllegalStateException("no number of files: call files or totalBytes");
            }
            double ratio = ofBytes.dedupRatio();
            long block = ofBytes.blockSizeBytes();
            long likely = files > 0 ? files : filesOf(ofFiles, totalBytes);
            Strata strata = new Strata(
                    classes(ofFiles, SizeQuantiles.classes(likely, ratio)),
                    ofFiles instanceof FileSizes.Listed,
                    ofBytes.seed(),
                    ofBytes.streamId());
            FileTable.Content content = new FileTable.Content(
                    block,
                    BigDecimal.valueOf(ratio),
                    blocks -> inFiles.toBuilder()
                            .sizeBytes(blocks * block)
                            .build()
                            .contentBlocks());
            FileTable table = files > 0
                    ? FileTable.ofFiles(strata, files, content)
                    : FileTable.ofTotal(strata, totalBytes, content);
            return new Dataset(ofFiles, files == 0, table, name, ofBytes);
        }

        /** About the number of files that have a total size. */
        private static long filesOf(FileSizes sizes, long totalBytes) {
            long[] classes = classes(sizes, SizeQuantiles.MAX_CLASSES);
            BigInteger bytes =
                    Arrays.stream(classes).mapToObj(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
            return BigInteger.valueOf(totalBytes)
                    .multiply(BigInteger.valueOf(classes.length))
                    .divide(bytes.max(BigInteger.ONE))
                    .min(BigInteger.valueOf(MAX_FILES))
                    .max(BigInteger.ONE)
                    .longValue();
        }

        private static <T> T given(@Nullable T value, String name) {
            if (value == null) {
                throw new IllegalStateException("no " + name + ": call " + name);
            }
            return value;
        }
    }

    /**
     * The size of each class of files.
     *
     * @param q number of classes, unless the sizes determine it
     */
    static long[] classes(FileSizes sizes, int q) {
        return switch (sizes) {
            case FileSizes.Fixed(long bytes) -> new long[] {bytes};
            case FileSizes.Uniform(long least, long most) -> SizeQuantiles.uniform(least, most, q);
            case FileSizes.LogNormal(long median, double sigma, long least, long most) ->
                SizeQuantiles.logNormal(median, sigma, least, most, q);
            case FileSizes.Buckets(List<FileSizes.Bucket> buckets) ->
                SizeQuantiles.weighted(
                        buckets.stream().mapToLong(FileSizes.Bucket::bytes).toArray(),
                        buckets.stream().mapToDouble(FileSizes.Bucket::weight).toArray(),
                        q);
            case FileSizes.Listed(List<Long> bytes) ->
                bytes.stream().mapToLong(size -> size).toArray();
        };
    }

    /** {@return the sizes of the files} */
    public FileSizes sizes() {
        return sizes;
    }

    /** {@return the pattern of the paths} */
    public String namePattern() {
        return names.toString();
    }

    /**
     * {@return the stream of the whole blocks of all files, in the order of the files} Its recipe is that of the set, with
     * the size that follows from the files.
     */
    public Recipe body() {
        return body;
    }

    /**
     * {@return the stream of different blocks of which the last, partial blocks of the files are the first bytes} Its recipe is
     * that of the set with another seed and without duplicates. Files of one size can have the same block.
     */
    public Recipe tails() {
        return tails;
    }

    /** {@return the number of files, 1 .. 2^40} */
    public long fileCount() {
        return table.files();
    }

    /** {@return the recipe of the files; its size has no meaning} */
    public Recipe recipe() {
        return recipe;
    }

    /** {@return the length of all files together in bytes, with the framing of their format: 0 .. 2^63 - 1} */
    public long totalBytes() {
        return bytesBefore(fileCount());
    }

    /** {@return the size of the payload of all files together in bytes; without a format, {@link #totalBytes}} */
    public long payloadBytes() {
        return table.totalBytes();
    }

    /**
     * {@return a file} Takes microseconds, whatever its number.
     *
     * @param index number of the file, 0 .. number of files - 1
     * @throws IndexOutOfBoundsException if there is no such file
     */
    public DatasetFile file(long index) {
        return file(table.entry(Objects.checkIndex(index, fileCount())));
    }

    private DatasetFile file(FileTable.Entry entry) {
        long block = body.blockSizeBytes();
        return new DatasetFile(
                this, entry.file(), entry.sizeBytes(), entry.bodyBlock() * block, entry.tailBlock() * block);
    }

    String path(long index) {
        return names.path(index);
    }

    /**
     * {@return the file that has a path; empty if no file of the set has it}
     *
     * @param path relative to the root of the set, with {@code /} between its components
     */
    public Optional<DatasetFile> find(String path) {
        OptionalLong number = names.number(Objects.requireNonNull(path, "path"));
        return number.isPresent() && number.getAsLong() < fileCount()
                ? Optional.of(file(number.getAsLong()))
                : Optional.empty();
    }

    /** {@return all files in the order of their numbers} As {@link #files(long, long)}. */
    public Stream<DatasetFile> files() {
        return files(0, fileCount());
    }

    /**
     * {@return consecutive files in the order of their numbers} The stream is sequential and lazy; it needs no memory for the
     * files and less than a microsecond for each.
     *
     * @param from number of the first file, 0 .. {@code to}
     * @param to number after that of the last file, at most the number of files
     * @throws IndexOutOfBoundsException if there are no such files
     */
    public Stream<DatasetFile> files(long from, long to) {
        Objects.checkFromToIndex(from, to, fileCount());
        int properties = Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL | Spliterator.IMMUTABLE;
        return StreamSupport.stream(Spliterators.spliterator(table.entries(from, to), to - from, properties), false)
                .map(this::file);
    }

    /**
     * {@return the length of the files before one, in bytes} Takes microseconds.
     *
     * @param index number of a file, or the number of files
     * @throws IndexOutOfBoundsException if there is no such file
     */
    public long bytesBefore(long index) {
        return bytesBefore.applyAsLong(Objects.checkIndex(index, fileCount() + 1));
    }

    /**
     * Consecutive files.
     *
     * @param from number of the first one
     * @param to number after that of the last one
     */
    public record Part(long from, long to) {
        /** {@return the number of files} */
        public long files() {
            return to - from;
        }
    }

    /**
     * {@return one of several parts of the set} The parts are disjoint, and all of them are the set. They have about equal
     * shares of the bytes, where a file counts as 1 byte in addition; files are not divided.
     *
     * @param index number of the part, 0 .. {@code count} - 1
     * @param count number of parts, at least 1
     * @throws IllegalArgumentException if there is no such part
     */
    public Part part(int index, int count) {
        if (count < 1 || index < 0 || index >= count) {
            throw new IllegalArgumentException("part " + index + " of " + count + ": expected 0 to "
                    + (count < 1 ? "N - 1 of N, 1 or more" : count - 1));
        }
        return new Part(table.firstOfPart(index, count), table.firstOfPart(index + 1, count));
    }

    /**
     * A position in a file.
     *
     * @param file the file
     * @param offset position in the file, in bytes
     */
    public record Position(DatasetFile file, long offset) {
        /** Checks that the file is not null. */
        public Position {
            Objects.requireNonNull(file, "file");
        }
    }

    /**
     * {@return the position that a byte of {@link #body()} has in a file} Takes microseconds.
     *
     * @param offset position in the stream, in bytes: 0 .. size of the stream - 1
     * @throws IndexOutOfBoundsException if the stream has no such byte
     */
    public Position bodyPosition(long offset) {
        Objects.checkIndex(offset, body.sizeBytes());
        DatasetFile file = file(table.fileOfBodyBlock(offset / body.blockSizeBytes()));
        return position(file, offset - file.bodyOffset());
    }

    /**
     * {@return the position that a byte of {@link #tails()} has in a file; empty if it is in no file} If it is in several
     * files, the first one. Takes microseconds.
     *
     * @param offset position in the stream, in bytes: 0 .. size of the stream - 1
     * @throws IndexOutOfBoundsException if the stream has no such byte
     */
    public Optional<Position> tailPosition(long offset) {
        Objects.checkIndex(offset, tails.sizeBytes());
        DatasetFile file = file(table.fileOfTailBlock(offset / tails.blockSizeBytes()));
        long inTail = offset - file.tailOffset();
        return inTail < file.tailBytes() ? Optional.of(position(file, file.bodyBytes() + inTail)) : Optional.empty();
    }

    private static Position position(DatasetFile file, long inPayload) {
        return new Position(
                file, file.frame().map(frame -> frame.fileOffset(inPayload)).orElse(inPayload));
    }

    /** {@return the ratios that deduplicators and compressors reach on the files of this set} */
    public DatasetRatios predictedRatios() {
        return new DatasetRatios(this, table);
    }

    /** A set of fewer files, of which the contents repeat in the same way. */
    Dataset sample(long files) {
        return builder().files(files).sizes(sizes).recipe(recipe).build();
    }

    /**
     * {@return another generation of this set: the same files with other contents}
     *
     * @param number 0 .. 2^31 - 1
     * @throws IllegalArgumentException if the recipe has no generations except 0, or the number is out of range
     */
    public Dataset withGeneration(int number) {
        return new Dataset(sizes, isOfTotal, table, names.toString(), recipe.withGeneration(number));
    }

    /**
     * Reads the text form (docs/format.md, "Datasets").
     *
     * @param text one line; blanks, tabs and line ends around it are ignored
     * @return the set, with the defaults of missing keys
     * @throws IllegalArgumentException if the text is not a set of this version: unknown version, unknown, duplicate or
     *     missing key, value out of range
     */
    public static Dataset parse(String text) {
        String line = KeyValues.stripped(Objects.requireNonNull(text, "text"));
        try {
            if (!line.startsWith(PREFIX)) {
                throw new IllegalArgumentException(
                        "expected it to start with '" + PREFIX + "', the only version that this release supports");
            }
            int end = line.indexOf(';');
            if (end < 0) {
                throw new IllegalArgumentException("expected a recipe without size after ;");
            }
            KeyValues values = KeyValues.withLists(line.substring(PREFIX.length(), end), KEYS);
            return read(values, Recipe.parseUnsized(line.substring(end + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("dataset " + Quote.of(text) + ": " + e.getMessage(), e);
        }
    }

    private static Dataset read(KeyValues values, Recipe recipe) {
        boolean isOfTotal = values.has("total");
        if (isOfTotal == values.has("files")) {
            throw new IllegalArgumentException(
                    isOfTotal
                            ? "files with total: expected one or the other, not both"
                            : "key 'files' or 'total' is missing");
        }
        Builder builder = builder().sizes(FileSizes.parse(values.take("size"))).recipe(recipe);
        if (isOfTotal) {
            builder.totalBytes(ByteSize.parse(values.take("total")));
        } else {
            builder.files(parseFiles(values.take("files")));
        }
        return values.has("name") ? builder.name(values.take("name")).build() : builder.build();
    }

    /**
     * Reads a number of files.
     *
     * @param text digits only, without sign or white space
     * @return the number
     * @throws IllegalArgumentException unless it is in 1 .. 2^40
     */
    public static long parseFiles(String text) {
        if (!DIGITS.matcher(Objects.requireNonNull(text, "text")).matches()) {
            throw new IllegalArgumentException("files " + Quote.of(text) + ": expected " + COUNTS);
        }
        return checkFiles(Long.parseLong(text));
    }

    private static long checkFiles(long files) {
        if (files < 1 || files > MAX_FILES) {
            throw new IllegalArgumentException("files " + files + ": expected " + COUNTS);
        }
        return files;
    }

    /** {@return the text form in its canonical spelling} {@link #parse} reads it back. */
    @Override
    public String toString() {
        String amount = isOfTotal ? "total=" + ByteSize.format(payloadBytes()) : "files=" + fileCount();
        boolean isDefault =
                names.toString().equals(NamePattern.ofFiles(fileCount()).toString());
        return PREFIX + amount + ",size=" + sizes + (isDefault ? "" : ",name=" + names) + ";" + recipe.unsizedText();
    }

    /** {@return whether the other object is a set with the same text form} */
    @Override
    public boolean equals(Object other) {
        return other instanceof Dataset set && set.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
