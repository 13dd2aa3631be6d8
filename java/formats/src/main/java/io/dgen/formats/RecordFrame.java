// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import io.dgen.RecordLayout;
import io.dgen.container.Frame;
import io.dgen.container.Payload;

/** Records with framing before and behind each of them, and possibly an end. */
final class RecordFrame implements Frame {
    private final RecordLayout records;
    private final Style style;
    private final RecordLayout.Sum sum;
    private final long lengthBytes;
    private final long payloadBytes;

    /** The framing of records. Immutable and thread-safe. */
    interface Style {
        /** Bytes before each record. */
        int headBytes(long size);

        /** Bytes behind a record. */
        int tailBytes(long size);

        /** Bytes behind all records, which are zeros. */
        int endBytes();

        /** The bytes before a record. */
        byte[] head(long index, long size);

        /** The bytes behind a record, which begins at an offset of the payload. */
        byte[] tail(long offset, long size, Payload payload);

        /** What a byte before a record is. */
        String describeHead(int position);

        String describeTail();
    }

    RecordFrame(RecordLayout records, long payloadBytes, Style style) {
        this.records = records;
        this.style = style;
        this.sum = records.sum(size -> framed(style, size));
        this.payloadBytes = payloadBytes;
        this.lengthBytes = Bytes.fileLength(sum.total(), style.endBytes());
    }

    private static long framed(Style style, long size) {
        return Bytes.fileLength(size, style.headBytes(size) + style.tailBytes(size));
    }

    RecordLayout records() {
        return records;
    }

    /** Positions of the records in the file. */
    RecordLayout.Sum sum() {
        return sum;
    }

    /** Bytes of a record and of its framing. */
    long framed(long size) {
        return framed(style, size);
    }

    @Override
    public long lengthBytes() {
        return lengthBytes;
    }

    @Override
    public long payloadBytes() {
        return payloadBytes;
    }

    /** A record in the file. */
    private record Place(long index, long start, long size, long offset) {}

    private Place placeAt(long offset) {
        long index = sum.locate(offset);
        return new Place(
                index, sum.before(index), records.length(index), records.bytes().before(index));
    }

    @Override
    public Part partAt(long offset) {
        if (offset >= sum.total()) {
            return end();
        }
        return part(placeAt(offset), offset);
    }

    private Part end() {
        return Part.framing(sum.total(), lengthBytes, (_, target, _) -> target.fill((byte) 0));
    }

    private Part part(Place place, long offset) {
        long data = place.start + style.headBytes(place.size);
        long tail = data + place.size;
        if (offset < data) {
            return Part.framing(
                    place.start,
                    data,
                    (position, target, _) -> Bytes.copy(style.head(place.index, place.size), position, target));
        }
        return offset < tail
                ? Part.payload(data, tail, place.offset)
                : Part.framing(
                        tail,
                        tail + style.tailBytes(place.size),
                        (position, target, payload) ->
                                Bytes.copy(style.tail(place.offset, place.size, payload), position, target));
    }

    /** Consecutive records are not located again. */
    @Override
    public void visit(long offset, long length, Visitor visitor) {
        long end = Math.min(offset + length, sum.total());
        Place place = offset < end ? placeAt(offset) : null;
        for (long at = offset; place != null && at < end; ) {
            Part part = part(place, at);
            long to = Math.min(part.end(), end);
            visitor.visit(part, at, to);
            at = to;
            long next = place.start + framed(style, place.size);
            if (at == next && at < end) {
                place = new Place(place.index + 1, next, records.length(place.index + 1), place.offset + place.size);
            }
        }
        long rest = Math.max(offset, sum.total());
        if (rest < offset + length) {
            visitor.visit(end(), rest, offset + length);
        }
    }

    @Override
    public long fileOffset(long payloadOffset) {
        long index = records.bytes().locate(payloadOffset);
        return sum.before(index)
                + style.headBytes(records.length(index))
                + payloadOffset
                - records.bytes().before(index);
    }

    @Override
    public long record(long payloadOffset) {
        return records.bytes().locate(payloadOffset);
    }

    @Override
    public String describe(long offset) {
        if (offset >= sum.total()) {
            return "end of the file";
        }
        Place place = placeAt(offset);
        long position = offset - place.start;
        String what =
                position < style.headBytes(place.size) ? style.describeHead((int) position) : style.describeTail();
        return "record " + place.index + ": " + what;
    }
}
