package io.dgen.internal.parallel;

/**
 * The range {@code [offset, offset + length)} cut at the multiples of {@code size}.
 *
 * @param offset start of the range, 0 or more
 * @param length bytes of the range, 1 or more; {@code offset + length <= 2^63 - 1}
 */
public record Parts(long offset, long length, long size) {

    public long count() {
        return (offset + length - 1) / size - offset / size + 1;
    }

    /** Where part {@code index} starts. */
    public long start(long index) {
        return index == 0 ? offset : (offset / size + index) * size;
    }

    /** Bytes of part {@code index}. */
    public long length(long index) {
        long start = start(index);
        return Math.min(size - start % size, offset + length - start);
    }
}
