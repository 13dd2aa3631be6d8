// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.dataset;

import io.dgen.internal.dataset.Strata.Measure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.LongUnaryOperator;

/**
 * Sizes and positions of the files of a set (docs/format.md, "Files" and "Content of files"). Each file costs at most one
 * group of the strata; consecutive files cost the same time each, however many classes there are. Immutable.
 */
public final class FileTable {
    /** Largest number of files. */
    public static final long MAX_FILES = 1L << 40;

    private final Strata strata;
    private final long blockBytes;
    private final long files;

    /** Bytes by which the last file is shorter than its class. */
    private final long cut;

    private final Measure bytes;
    private final Measure bodyBlocks;
    private final Measure weights;
    private final Tails tails;

    /**
     * The size and the positions of a file.
     *
     * @param bodyBlock number of its first block in the body
     * @param tailBlock number of the block in the tails that starts with its last bytes
     */
    public record Entry(long file, long sizeBytes, long bodyBlock, long tailBlock) {}

    private FileTable(Strata strata, long files, long cut, Content content) {
        this.strata = strata;
        this.blockBytes = content.blockBytes();
        this.files = files;
        this.cut = cut;
        this.bytes = strata.measure(size -> size);
        this.bodyBlocks = strata.measure(size -> size / blockBytes);
        this.weights = strata.measure(size -> size == Long.MAX_VALUE ? size : size + 1);
        checkBytes();
        this.tails = tails(content);
        if (tailBlocks() > Long.MAX_VALUE / blockBytes) {
            throw new IllegalArgumentException("files " + files + ": expected less than 2^63 bytes of tails; they take "
                    + tailBlocks() + " blocks of " + blockBytes + " bytes");
        }
    }

    /**
     * How the bytes of files are made.
     *
     * @param blockBytes a power of two
     * @param ratio bytes of the set over its unique bytes, at least 1
     * @param uniqueBlocks number of different blocks of a body of that many blocks
     */
    public record Content(long blockBytes, BigDecimal ratio, LongUnaryOperator uniqueBlocks) {}

    /**
     * The first files of the strata.
     *
     * @param files 1 .. {@link #MAX_FILES}
     * @throws IllegalArgumentException if they have 2^63 bytes or more
     */
    public static FileTable ofFiles(Strata strata, long files, Content content) {
        return new FileTable(strata, files, 0, content);
    }

    /**
     * The first files of the strata, of which the last one is cut so that all have a number of bytes together.
     *
     * @param totalBytes above 0
     * @throws IllegalArgumentException if this takes more than {@link #MAX_FILES} files
     */
    public static FileTable ofTotal(Strata strata, long totalBytes, Content content) {
        Measure bytes = strata.measure(size -> size);
        if (bytes.ofGroup() == 0) {
            throw new IllegalArgumentException(
                    "total " + totalBytes + ": expected sizes above 0, or a number of files");
        }
        long last = bytes.locate(totalBytes - 1);
        if (last >= MAX_FILES) {
            throw new IllegalArgumentException("total " + totalBytes + ": expected at most " + bytes.before(MAX_FILES)
                    + " bytes, those of " + MAX_FILES + " files of these sizes");
        }
        long cut = bytes.before(last) + strata.size(strata.classOf(last)) - totalBytes;
        return new FileTable(strata, last + 1, cut, content);
    }

    private Tails tails(Content content) {
        long whole = cut > 0 ? files - 1 : files; // a file that is cut has a tail of its own
        long[] lengths = new long[strata.classes()];
        long[] members = new long[strata.classes()];
        Arrays.setAll(lengths, k -> strata.size(k) % blockBytes);
        Arrays.fill(members, strata.group(whole));
        int[] last = strata.classesOf(strata.group(whole));
        for (int i = 0; i < whole % last.length; i++) {
            members[last[i]]++;
        }
        long blocks = bodyBlocks();
        long unique = blocks == 0 ? 0 : content.uniqueBlocks().applyAsLong(blocks);
        return new Tails(lengths, members, content.ratio(), blocks * blockBytes, unique * blockBytes);
    }

    private void checkBytes() {
        BigInteger most = BigInteger.valueOf(Long.MAX_VALUE);
        BigInteger all =
                bytes.exactBefore(files).subtract(BigInteger.valueOf(cut)).add(BigInteger.valueOf(files));
        if (all.compareTo(most) > 0) {
            throw new IllegalArgumentException("files " + files + " of " + all.subtract(BigInteger.valueOf(files))
                    + " bytes: expected at most " + (Long.MAX_VALUE - files)
                    + " bytes together, which is 2^63 - 1 less 1 for each file");
        }
    }

    public long files() {
        return files;
    }

    public long totalBytes() {
        return before(files - 1) + size(files - 1);
    }

    public long bodyBlocks() {
        return bodyBlocks.before(files - 1) + size(files - 1) / blockBytes;
    }

    /** Number of blocks of the tails. */
    public long tailBlocks() {
        return tails.blocks() + (cut > 0 ? 1 : 0);
    }

    /** Bytes of different tails. */
    public long uniqueTailBytes() {
        long sum = cut > 0 ? size(files - 1) % blockBytes : 0;
        for (int k = 0; k < strata.classes(); k++) {
            sum += tails.blocks(k) * (strata.size(k) % blockBytes);
        }
        return sum;
    }

    /** Bytes of files without a body. */
    public long smallBytes() {
        Measure small = strata.measure(size -> size < blockBytes ? size : 0);
        long last = size(files - 1);
        return small.before(files - 1) + (last < blockBytes ? last : 0);
    }

    /** Bytes of different files without a body. */
    public long uniqueSmallBytes() {
        long last = size(files - 1);
        long sum = cut > 0 && last < blockBytes ? last : 0;
        for (int k = 0; k < strata.classes(); k++) {
            sum += strata.size(k) < blockBytes ? tails.blocks(k) * strata.size(k) : 0;
        }
        return sum;
    }

    private long size(long file) {
        return sizeOf(file, strata.classOf(file));
    }

    private long sizeOf(long file, int sizeClass) {
        return strata.size(sizeClass) - (file == files - 1 ? cut : 0);
    }

    /** Bytes of the files before one, which may be the number of files. */
    public long before(long file) {
        return file == files ? totalBytes() : bytes.before(file);
    }

    /**
     * The lengths of files that are larger than their sizes.
     *
     * @param ofSize the length of a file by its size
     * @throws IllegalArgumentException if all files have 2^63 bytes or more together
     */
    public LongUnaryOperator bytesBefore(LongUnaryOperator ofSize) {
        Measure lengths = strata.measure(ofSize);
        long last = ofSize.applyAsLong(size(files - 1));
        BigInteger all = lengths.exactBefore(files - 1).add(BigInteger.valueOf(last));
        if (all.compareTo(BigInteger.valueOf(Long.MAX_VALUE - files)) > 0) {
            throw new IllegalArgumentException(
                    "files " + files + " of " + all + " bytes with framing: expected at most "
                            + (Long.MAX_VALUE - files) + " bytes together, which is 2^63 - 1 less 1 for each file");
        }
        return file -> file == files ? all.longValueExact() : lengths.before(file);
    }

    public Entry entry(long file) {
        return entry(file, strata.classOf(file), bodyBlocks.before(file));
    }

    private Entry entry(long file, int sizeClass, long bodyBlock) {
        boolean isCut = cut > 0 && file == files - 1;
        long tailBlock = isCut ? tails.blocks() : tails.block(sizeClass, strata.group(file));
        return new Entry(file, sizeOf(file, sizeClass), bodyBlock, tailBlock);
    }

    /** The entries of consecutive files. */
    public Iterator<Entry> entries(long from, long to) {
        return new Entries(from, to);
    }

    private final class Entries implements Iterator<Entry> {
        private final long to;
        private long next;
        private long bodyBlock;
        private int[] classes;

        Entries(long from, long to) {
            this.next = from;
            this.to = to;
            this.bodyBlock = bodyBlocks.before(from);
            this.classes = strata.classesOf(strata.group(from));
        }

        @Override
        public boolean hasNext() {
            return next < to;
        }

        @Override
        public Entry next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int position = (int) (next % classes.length);
            Entry entry = entry(next, classes[position], bodyBlock);
            bodyBlock += entry.sizeBytes() / blockBytes;
            next++;
            if (position == classes.length - 1 && hasNext()) {
                classes = strata.classesOf(strata.group(next));
            }
            return entry;
        }
    }

    /** @param block number of a block of the body */
    public long fileOfBodyBlock(long block) {
        return bodyBlocks.locate(block);
    }

    /**
     * The first file of which the tail starts with a block of the tails.
     *
     * @param block number of a block of the tails
     */
    public long fileOfTailBlock(long block) {
        return block == tails.blocks() ? files - 1 : strata.file(tails.groupOf(block), tails.classOf(block));
    }

    /**
     * The first file of a part. Parts have equal shares of the weights, which are the bytes of a file and 1 for the file, so
     * that files without bytes are distributed, too.
     *
     * @param part 0 .. parts; with the number of parts the end of the last one
     */
    public long firstOfPart(long part, long parts) {
        BigInteger all = BigInteger.valueOf(totalBytes() + files);
        BigInteger divisor = BigInteger.valueOf(parts);
        long start = all.multiply(BigInteger.valueOf(part))
                .add(divisor)
                .subtract(BigInteger.ONE)
                .divide(divisor)
                .longValueExact();
        return part == parts ? files : start == 0 ? 0 : weights.locate(start - 1) + 1;
    }
}
