// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import io.dgen.ByteSize;
import io.dgen.FileFormat;
import io.dgen.FileFormat.Key;
import java.util.List;
import java.util.stream.IntStream;

/** Values of the keys of a format. */
final class Options {
    private Options() {}

    /**
     * The alignment of the payload.
     *
     * @param absent the alignment without the key, and the smallest one
     */
    static int align(FileFormat format, int absent, int most) {
        long bytes = format.option(Key.ALIGN).map(ByteSize::parse).orElse((long) absent);
        if (bytes < absent || bytes > most || Long.bitCount(bytes) != 1) {
            throw new IllegalArgumentException("align " + bytes + ": expected a power of two from " + absent + " to "
                    + most + " for format " + format.name());
        }
        return (int) bytes;
    }

    /**
     * The names of the arrays.
     *
     * @param prefix of the names of arrays that have only a number
     */
    static List<String> arrays(FileFormat format, String prefix) {
        String arrays = format.option(Key.ARRAYS).orElse("1");
        return Character.isDigit(arrays.charAt(0))
                ? IntStream.range(0, Integer.parseInt(arrays))
                        .mapToObj(i -> prefix + i)
                        .toList()
                : List.of(arrays.split("\\+"));
    }

    /** The value of a key without a default. */
    static String required(FileFormat format, Key key, String example) {
        return format.option(key)
                .orElseThrow(() -> new IllegalArgumentException(
                        "format " + format.name() + ": key '" + key + "' is missing: expected " + example));
    }
}
