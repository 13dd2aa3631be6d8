// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

/** The message {@code tf.train.Example} before its data, which is at the end of it (docs/format.md, "tfrecord"). Thread-safe. */
final class Example {
    /** Messages of protobuf have less than 2 GiB. */
    static final long MAX_DATA_BYTES = 1 << 30;

    /** Tags and lengths of the fields around two features. */
    private static final int FIELDS_BYTES = 128;

    private final String data;
    private final String length;

    /** A record needs it several times, and records of one size have the same. */
    private volatile Head last = new Head(-1, new byte[0]);

    private record Head(long size, byte[] bytes) {}

    /**
     * @param data name of the feature that has the data
     * @param length name of the feature that has its length in bytes; empty if there is none
     */
    private Example(String data, String length) {
        this.data = data;
        this.length = length;
    }

    /** @param names one or two, with + between them */
    static Example of(String names) {
        int plus = names.indexOf('+');
        return plus < 0 ? new Example(names, "") : new Example(names.substring(0, plus), names.substring(plus + 1));
    }

    /**
     * The bytes before the data, only to be read.
     *
     * @param size bytes of the data
     */
    byte[] head(long size) {
        Head known = last;
        if (known.size != size) {
            known = new Head(size, make(size));
            last = known;
        }
        return known.bytes;
    }

    private byte[] make(long size) {
        ProtobufHead example = new ProtobufHead(FIELDS_BYTES + data.length() + length.length(), size);
        example.field(1); // BytesList.value
        example.field(1); // Feature.bytes_list
        feature(example, data);
        if (!length.isEmpty()) {
            ProtobufHead number = new ProtobufHead(FIELDS_BYTES + length.length(), 0);
            number.number(size);
            number.field(1); // Int64List.value
            number.field(3); // Feature.int64_list
            feature(number, length);
            example.bytes(number.toArray());
        }
        example.field(1); // Example.features
        return example.toArray();
    }

    private static void feature(ProtobufHead feature, String name) {
        feature.field(2); // value of an entry of a map
        feature.text(1, name); // its key
        feature.field(1); // Features.feature
    }
}
