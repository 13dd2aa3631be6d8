// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import io.dgen.container.Frame;
import io.dgen.container.Payload;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A zip file of arrays of one shape (docs/format.md, "npz"). The CRC of an array is computed when a range with its local header, or
 * with the directory, is made for the first time, and kept.
 */
final class ZipFrame implements Frame {
    private final Rows rows;
    private final List<String> names;
    private final int align;
    private final long arrayBytes;
    private final long payloadBytes;

    /** Positions of the local headers; the last one is that of the directory. */
    private final long[] starts;

    private final int[] headerBytes;
    private final long lengthBytes;
    private final @Nullable Integer[] crcs;
    private volatile byte @Nullable [] directory;

    ZipFrame(Rows rows, List<String> names, int align, long payloadBytes) {
        int arrays = names.size();
        this.rows = rows;
        this.names = names;
        this.align = align;
        this.payloadBytes = payloadBytes;
        this.arrayBytes = payloadBytes / arrays;
        this.starts = new long[arrays + 1];
        this.headerBytes = new int[arrays];
        this.crcs = new Integer[arrays];
        for (int i = 0; i < arrays; i++) {
            headerBytes[i] = header(i).length;
            starts[i + 1] = Bytes.fileLength(arrayBytes, starts[i] + localBytes(i) + headerBytes[i]);
        }
        this.lengthBytes = Bytes.fileLength(starts[arrays], directoryBytes());
    }

    private int arrays() {
        return names.size();
    }

    private String name(int array) {
        return names.get(array) + ".npy";
    }

    private byte[] header(int array) {
        return NpyHeader.of(rows, arrayBytes, starts[array] + localBytes(array), align);
    }

    private long entryBytes(int array) {
        return headerBytes[array] + arrayBytes;
    }

    /** Whether the largest possible entry has sizes of 64 bits, so that the length of its local header is known. */
    private boolean isLarge() {
        return arrayBytes >= ZipRecords.LIMIT - 2 * NpyHeader.MOST_ALIGN;
    }

    private int localBytes(int array) {
        return ZipRecords.localBytes(name(array), isLarge());
    }

    private long directoryBytes() {
        long bytes = ZipRecords.endBytes(starts[arrays()]);
        for (int i = 0; i < arrays(); i++) {
            bytes += ZipRecords.entryBytes(name(i), isLarge(), starts[i]);
        }
        return bytes;
    }

    @Override
    public long lengthBytes() {
        return lengthBytes;
    }

    @Override
    public long payloadBytes() {
        return payloadBytes;
    }

    private int arrayAt(long offset) {
        int low = 0;
        int high = arrays() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private long dataStart(int array) {
        return starts[array] + localBytes(array) + headerBytes[array];
    }

    @Override
    public Part partAt(long offset) {
        if (offset >= starts[arrays()]) {
            return Part.framing(
                    starts[arrays()],
                    lengthBytes,
                    (position, target, payload) -> Bytes.copy(directory(payload), position, target));
        }
        int array = arrayAt(offset);
        long data = dataStart(array);
        return offset < data
                ? Part.framing(
                        starts[array],
                        data,
                        (position, target, payload) -> Bytes.copy(headers(array, payload), position, target))
                : Part.payload(data, starts[array + 1], array * arrayBytes);
    }

    @Override
    public long fileOffset(long payloadOffset) {
        int array = (int) (payloadOffset / arrayBytes);
        return dataStart(array) + payloadOffset % arrayBytes;
    }

    /** The header of the zip file, and that of the array. */
    private byte[] headers(int array, Payload payload) {
        byte[] local = ZipRecords.local(name(array), isLarge(), crc(array, payload), entryBytes(array));
        byte[] both = new byte[local.length + headerBytes[array]];
        System.arraycopy(local, 0, both, 0, local.length);
        System.arraycopy(header(array), 0, both, local.length, headerBytes[array]);
        return both;
    }

    private byte[] directory(Payload payload) {
        byte[] made = directory;
        if (made == null) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int i = 0; i < arrays(); i++) {
                bytes.writeBytes(ZipRecords.entry(name(i), isLarge(), crc(i, payload), entryBytes(i), starts[i]));
            }
            bytes.writeBytes(ZipRecords.end(arrays(), bytes.size(), starts[arrays()]));
            made = bytes.toByteArray();
            directory = made;
        }
        return made;
    }

    /** Threads that need the CRC of an array wait for the first one, instead of making the array again. */
    private int crc(int array, Payload payload) {
        synchronized (crcs) {
            Integer known = crcs[array];
            if (known == null) {
                known = payload.crc32(header(array), array * arrayBytes, arrayBytes);
                crcs[array] = known;
            }
            return known;
        }
    }

    @Override
    public String describe(long offset) {
        if (offset >= starts[arrays()]) {
            return "directory of the zip file";
        }
        int array = arrayAt(offset);
        return name(array) + ": " + (offset < starts[array] + localBytes(array) ? "header of the zip file" : "header");
    }
}
