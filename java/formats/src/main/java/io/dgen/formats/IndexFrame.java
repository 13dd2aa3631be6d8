// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import io.dgen.RecordLayout;
import io.dgen.container.Frame;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.function.LongPredicate;

/**
 * A line for each record: its position in the file and its length with framing. The position of a line follows from the number of
 * records before it at positions of at least 10, 100, .. bytes, because each of them takes one more digit.
 */
final class IndexFrame implements Frame {
    private static final int SEPARATORS = 2;
    private static final int PIECE_BYTES = 64 << 10;

    private final RecordLayout records;
    private final RecordLayout.Sum positions;
    private final RecordLayout.Sum lengthDigits;

    /** For each number of digits above 1: the first record of which the position has so many. */
    private final long[] firstWithDigits;

    private final long lengthBytes;

    IndexFrame(RecordFrame file) {
        this.records = file.records();
        this.positions = file.sum();
        this.lengthDigits = records.sum(size -> digits(file.framed(size)));
        int most = digits(Math.max(1, positions.total()));
        this.firstWithDigits = new long[most - 1];
        long power = 1;
        for (int i = 0; i < firstWithDigits.length; i++) {
            power *= 10;
            long least = power;
            firstWithDigits[i] = first(records.count(), index -> positions.before(index) >= least);
        }
        this.lengthBytes = before(records.count());
    }

    private static int digits(long value) {
        return Long.toString(value).length();
    }

    /** The first number, below a limit, for which a condition holds; the limit if there is none. */
    private static long first(long limit, LongPredicate condition) {
        long low = 0;
        long high = limit;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (condition.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Position of a line. */
    private long before(long index) {
        long sum = index * (1 + SEPARATORS) + lengthDigits.before(index);
        for (long first : firstWithDigits) {
            sum += Math.max(0, index - first);
        }
        return sum;
    }

    @Override
    public long lengthBytes() {
        return lengthBytes;
    }

    @Override
    public long payloadBytes() {
        return 0;
    }

    @Override
    public Part partAt(long offset) {
        long start = offset / PIECE_BYTES * PIECE_BYTES;
        return Part.framing(
                start,
                Math.min(start + PIECE_BYTES, lengthBytes),
                (position, target, _) -> fill(start + position, target));
    }

    @Override
    public long fileOffset(long payloadOffset) {
        throw new IllegalArgumentException("payload offset " + payloadOffset + ": an index has no payload");
    }

    private long lineAt(long offset) {
        return first(records.count(), index -> before(index) > offset) - 1;
    }

    private void fill(long offset, MemorySegment target) {
        long line = lineAt(offset);
        long at = before(line) - offset;
        while (at < target.byteSize()) {
            long start = positions.before(line);
            byte[] text =
                    (start + " " + (positions.before(line + 1) - start) + "\n").getBytes(StandardCharsets.US_ASCII);
            long from = Math.max(0, -at);
            long length = Math.min(text.length - from, target.byteSize() - Math.max(0, at));
            Bytes.copy(text, from, target.asSlice(Math.max(0, at), length));
            at += text.length;
            line++;
        }
    }

    @Override
    public String describe(long offset) {
        return "record " + lineAt(offset) + ": line of the index";
    }
}
