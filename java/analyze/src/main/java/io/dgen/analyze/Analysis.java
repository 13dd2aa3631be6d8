package io.dgen.analyze;

import java.nio.file.Path;
import java.util.List;

/**
 * What was found in an input. Immutable.
 *
 * @param bytes size of the input in bytes, as far as it could be read
 * @param files number of files that were read to their end; 1 for what is not a directory
 * @param skipped number of directory entries that are neither file nor directory: symbolic links, devices, pipes
 * @param unreadCount number of files and directories that could not be read, or not to their end
 * @param unread the first of them, at most 100
 * @param fixed deduplication with fixed units, smallest first
 * @param contentDefined deduplication with content-defined chunks, smallest average first
 * @param compression compressors in the order asked for, each with its block sizes, smallest first
 * @param entropy of the bytes
 * @param sampledBytes number of bytes that compression and entropy are about; all if no sample was asked for
 */
public record Analysis(
        long bytes,
        long files,
        long skipped,
        long unreadCount,
        List<Unread> unread,
        List<Dedup> fixed,
        List<Dedup> contentDefined,
        List<Compression> compression,
        Entropy entropy,
        long sampledBytes) {

    /** Keeps copies of the lists. */
    public Analysis {
        unread = List.copyOf(unread);
        fixed = List.copyOf(fixed);
        contentDefined = List.copyOf(contentDefined);
        compression = List.copyOf(compression);
    }

    /**
     * Something that could not be read.
     *
     * @param path the file or directory
     * @param reason why not
     */
    public record Unread(Path path, String reason) {}

    /**
     * What a deduplicator with chunks of one kind would find. Chunks of zeros are counted apart: systems treat them
     * apart. The last, shorter chunk of a file is a chunk of its own.
     *
     * @param chunkBytes size of a chunk, or the average that a content-defined chunker aims at, in bytes
     * @param chunks number of chunks, those of zeros included
     * @param bytes number of bytes in them
     * @param zeroChunks number of chunks that are all zeros
     * @param zeroBytes number of bytes in them
     * @param uniqueChunks number of different chunks, without those of zeros; an estimate if {@code !exact}
     * @param uniqueBytes number of bytes in them; an estimate if {@code !exact}
     * @param exact whether all fingerprints fitted into the memory
     * @param standardDeviation of {@code uniqueBytes}, in bytes; 0 if exact
     * @param copies how often the contents occur, fewest copies first, without chunks of zeros
     */
    public record Dedup(
            long chunkBytes,
            long chunks,
            long bytes,
            long zeroChunks,
            long zeroBytes,
            double uniqueChunks,
            double uniqueBytes,
            boolean exact,
            double standardDeviation,
            List<Copies> copies) {

        /** Keeps a copy of the list. */
        public Dedup {
            copies = List.copyOf(copies);
        }

        /**
         * {@return how many bytes there are for each that must be stored, N:1} All chunks of zeros together count as
         * one chunk that must be stored. 1 for an empty input.
         */
        public double ratio() {
            return ratio((double) bytes, storedBytes());
        }

        /** {@return the ratio of what is not zeros, N:1} 1 if there is nothing else. */
        public double ratioWithoutZeros() {
            return ratio((double) (bytes - zeroBytes), uniqueBytes);
        }

        /**
         * {@return a bound of the ratio's relative error} Three standard deviations of the estimate: the true ratio lies
         * within in more than 99 of 100 cases. 0 if the result is exact.
         */
        public double relativeError() {
            return uniqueBytes == 0 ? 0 : 3 * standardDeviation / storedBytes();
        }

        /** One chunk of zeros is stored, if there is any. */
        private double storedBytes() {
            return uniqueBytes + (zeroChunks == 0 ? 0 : (double) zeroBytes / zeroChunks);
        }

        private static double ratio(double bytes, double stored) {
            return stored == 0 ? 1 : bytes / stored;
        }
    }

    /**
     * Contents that occur about equally often.
     *
     * @param from fewest copies of a content in this class; 1 means that it occurs once
     * @param contents number of different contents
     * @param chunks number of chunks that have one of them
     */
    public record Copies(long from, double contents, double chunks) {
        /** {@return how often a content occurs in the mean} */
        public double mean() {
            return chunks / contents;
        }
    }

    /**
     * What a compressor makes of independent blocks of one size. The last, shorter block of a file is a block of its own.
     *
     * @param codec the compressor
     * @param implementation which implementation it was, and why
     * @param blockBytes size of a block in bytes
     * @param blocks number of blocks
     * @param bytes number of bytes in them
     * @param compressedBytes number of bytes that the compressor made of them, also where that is more than the block has
     * @param storedBytes the same in whole sectors of 4096 bytes, where a block that takes no sector less is stored as it
     *     is
     * @param zeroBlocks number of blocks that are all zeros
     * @param zeroBytes number of bytes in them
     * @param zeroCompressedBytes number of bytes that the compressor made of those
     * @param ratios the blocks by their ratio, lowest first; classes without blocks are left out
     */
    public record Compression(
            Codec codec,
            String implementation,
            long blockBytes,
            long blocks,
            long bytes,
            long compressedBytes,
            long storedBytes,
            long zeroBlocks,
            long zeroBytes,
            long zeroCompressedBytes,
            List<RatioClass> ratios) {

        /** Keeps a copy of the list. */
        public Compression {
            ratios = List.copyOf(ratios);
        }

        /** {@return the ratio of all blocks together, N:1} 1 for an empty input. */
        public double ratio() {
            return ratio(bytes, compressedBytes);
        }

        /** {@return the ratio without the blocks of zeros, N:1} */
        public double ratioWithoutZeros() {
            return ratio(bytes - zeroBytes, compressedBytes - zeroCompressedBytes);
        }

        /** {@return the ratio as stored in whole sectors, N:1} */
        public double storedRatio() {
            return ratio(bytes, storedBytes);
        }

        /**
         * {@return the ratio that this share of the blocks does not exceed} Exact to 1/32 of a power of two.
         *
         * @param share 0 .. 1; 0.5 for the median
         */
        public double quantile(double share) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("share " + share + ": expected 0 to 1");
            }
            long wanted = (long) Math.ceil(share * blocks);
            long seen = 0;
            for (RatioClass c : ratios) {
                seen += c.blocks();
                if (seen >= Math.max(1, wanted)) {
                    return c.mean();
                }
            }
            return 1;
        }

        private static double ratio(long bytes, long compressed) {
            return compressed == 0 ? 1 : (double) bytes / compressed;
        }
    }

    /**
     * Blocks of about the same ratio.
     *
     * @param from lowest ratio of the class, N:1; 0 for blocks that become longer
     * @param to where the next class begins; infinite for the last
     * @param blocks number of blocks
     * @param bytes number of bytes in them
     * @param compressedBytes number of bytes that the compressor made of them
     */
    public record RatioClass(double from, double to, long blocks, long bytes, long compressedBytes) {
        /** {@return the ratio of these blocks together, N:1} */
        public double mean() {
            return (double) bytes / compressedBytes;
        }
    }

    /**
     * Shannon entropy of the bytes, each by itself (order 0): 8 bits for random bytes, and for all that looks like them to
     * who only counts.
     *
     * @param bitsPerByte of all bytes together
     * @param meanOfBlocks mean of the entropies of blocks of 64 KiB, in bits per byte
     * @param blocks number of these blocks
     * @param classes the blocks by their entropy, lowest first; classes without blocks are left out
     */
    public record Entropy(double bitsPerByte, double meanOfBlocks, long blocks, List<EntropyClass> classes) {
        /** Keeps a copy of the list. */
        public Entropy {
            classes = List.copyOf(classes);
        }
    }

    /**
     * Blocks of about the same entropy.
     *
     * @param from lowest entropy of the class, in bits per byte
     * @param to where the next class begins
     * @param blocks number of blocks
     */
    public record EntropyClass(double from, double to, long blocks) {}

    /**
     * {@return deduplication at a fixed unit}
     *
     * @param unitBytes size of the unit in bytes
     * @throws IllegalArgumentException if it was not asked for
     */
    public Dedup fixed(long unitBytes) {
        return fixed.stream()
                .filter(d -> d.chunkBytes == unitBytes)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unit " + unitBytes + ": expected one of "
                        + fixed.stream().map(Dedup::chunkBytes).toList()));
    }

    /**
     * {@return what a compressor makes of blocks of a size}
     *
     * @param codec the compressor
     * @param blockBytes size of the blocks in bytes
     * @throws IllegalArgumentException if it was not asked for
     */
    public Compression compression(Codec codec, long blockBytes) {
        return compression.stream()
                .filter(c -> c.codec.equals(codec) && c.blockBytes == blockBytes)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("compressor " + codec + " at " + blockBytes
                        + ": expected one of "
                        + compression.stream()
                                .map(c -> c.codec + "@" + c.blockBytes)
                                .toList()));
    }
}
