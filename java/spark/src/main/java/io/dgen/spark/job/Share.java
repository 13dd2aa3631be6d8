// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import io.dgen.Dataset;
import io.dgen.DatasetFile;
import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one of several tasks does: an equal share of the bytes of a set, where a file counts as one byte more. It follows from
 * the set and two numbers, without a list.
 *
 * @param index number of the task, 0 .. {@code count} - 1
 * @param partBytes least size of the parts that large files may be divided into, a multiple of {@link Checksum#UNIT_BYTES};
 *     {@link #WHOLE} for whole files
 */
record Share(Dataset dataset, int index, int count, long partBytes) {
    static final long WHOLE = Long.MAX_VALUE;

    /** Amazon S3 permits no more parts of an object. */
    private static final long MOST_PARTS = 10_000;

    /**
     * A range of a file, of whole parts.
     *
     * @param partBytes size of the parts of this file, except the last one
     */
    record Piece(DatasetFile file, long offset, long length, long partBytes) {
        boolean isWhole() {
            return length == file.sizeBytes();
        }

        boolean isFirst() {
            return offset == 0;
        }

        long end() {
            return offset + length;
        }

        /** {@return the piece that has only one of its parts} */
        Piece part(long start) {
            return new Piece(file, start, Math.min(partBytes, end() - start), partBytes);
        }
    }

    /** {@return the ranges in the order of the files} */
    Stream<Piece> pieces() {
        Dataset.Part part = files();
        Stream<DatasetFile> files = dataset.files(part.from(), part.to());
        return partBytes == WHOLE
                ? files.map(file -> new Piece(file, 0, file.sizeBytes(), WHOLE))
                : Stream.concat(rest(part).stream(), files.map(this::piece));
    }

    /** {@return the files that begin in this share} */
    Dataset.Part files() {
        return dataset.part(index, count);
    }

    /**
     * {@return the parts of the file that begins in an earlier share}
     *
     * @param part as {@link #files} returns it
     */
    Optional<Piece> rest(Dataset.Part part) {
        return partBytes == WHOLE || part.from() == 0
                ? Optional.empty()
                : Optional.of(piece(dataset.file(part.from() - 1))).filter(piece -> piece.length > 0);
    }

    /** The parts of the file that start in this share. */
    private Piece piece(DatasetFile file) {
        long size = file.sizeBytes();
        long partOfFile = partBytes(size);
        long start = dataset.bytesBefore(file.index()) + file.index();
        long from = Math.clamp(ceil(bound(index) - start, partOfFile), 0, size);
        long to = Math.clamp(ceil(bound(index + 1) - start, partOfFile), 0, size);
        return new Piece(file, from, Math.max(0, to - from), partOfFile);
    }

    private static long ceil(long position, long unit) {
        return position <= 0 ? 0 : Math.ceilDiv(position, unit) * unit;
    }

    /** The size of the parts of a file. */
    private long partBytes(long sizeBytes) {
        long unit = Checksum.UNIT_BYTES;
        return Math.max(partBytes, Math.ceilDiv(Math.ceilDiv(sizeBytes, MOST_PARTS), unit) * unit);
    }

    /** The first position of a share, in the bytes of the set. */
    private long bound(long share) {
        BigInteger all = BigInteger.valueOf(dataset.totalBytes()).add(BigInteger.valueOf(dataset.fileCount()));
        BigInteger divisor = BigInteger.valueOf(count);
        return all.multiply(BigInteger.valueOf(share))
                .add(divisor)
                .subtract(BigInteger.ONE)
                .divide(divisor)
                .longValueExact();
    }
}
