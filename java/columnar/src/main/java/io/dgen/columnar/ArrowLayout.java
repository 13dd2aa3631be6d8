// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.columnar;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.flatbuffers.FlatBufferBuilder;
import io.dgen.NumberType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.arrow.flatbuf.Binary;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.FixedSizeBinary;
import org.apache.arrow.flatbuf.FixedSizeList;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;

/**
 * The file format of Arrow IPC without compression. All buffers begin at multiples of 4 KiB of the file, so that programs that map
 * it or read it without the page cache see pages, and deduplicators see the blocks of the payload.
 */
final class ArrowLayout implements Layout {
    private static final byte[] MAGIC = "ARROW1".getBytes(US_ASCII);
    private static final int ALIGNMENT = 4096;
    private static final int CONTINUATION = -1;
    private static final int NONE = 0;

    private final Rows rows;
    private final Map<String, String> metadata;

    ArrowLayout(Rows rows, Map<String, String> metadata) {
        this.rows = rows;
        this.metadata = metadata;
    }

    @Override
    public byte[] head() {
        byte[] magic = Arrays.copyOf(MAGIC, 8);
        byte[] schema = flatBuffer(builder -> message(builder, MessageHeader.Schema, schema(builder), 0));
        return Layout.join(List.of(magic, encapsulated(schema, magic.length)));
    }

    /** Each buffer is one section and the padding after it. */
    @Override
    public Group group(long from, long to) {
        List<Section> buffers = buffers(from, to);
        List<Section> sections = new ArrayList<>(List.of(header(buffers, to - from)));
        for (Section buffer : buffers) {
            sections.add(buffer);
            sections.add(new Section.Padding(padding(buffer.bytes())));
        }
        return new Group(from, to, 1, sections);
    }

    private List<Section> buffers(long from, long to) {
        Section noNulls = new Section.Padding(0);
        Section payload = new Section.Payload(rows.offset(from), rows.offset(to) - rows.offset(from));
        List<Section> buffers = new ArrayList<>(List.of(noNulls, new Section.Ids(from, to), noNulls));
        if (rows.type() instanceof Rows.Type.Bytes) {
            buffers.add(new Section.Offsets(new Ends(rows, from, to)));
        } else if (isList()) {
            buffers.add(noNulls); // of the numbers in the lists
        }
        buffers.add(payload);
        return buffers;
    }

    private Section.Literal header(List<Section> buffers, long n) {
        byte[] message = flatBuffer(builder -> {
            List<long[]> places = new ArrayList<>();
            long end = 0;
            for (Section buffer : buffers) {
                places.add(new long[] {end, buffer.bytes()});
                end += buffer.bytes() + padding(buffer.bytes());
            }
            RecordBatch.startBuffersVector(builder, places.size());
            places.reversed().forEach(place -> Buffer.createBuffer(builder, place[0], place[1]));
            int ofBuffers = builder.endVector();
            RecordBatch.startNodesVector(builder, isList() ? 3 : 2);
            if (isList()) {
                FieldNode.createFieldNode(builder, n * ((Rows.Type.Vector) rows.type()).dimension(), 0);
            }
            FieldNode.createFieldNode(builder, n, 0);
            FieldNode.createFieldNode(builder, n, 0);
            int ofFields = builder.endVector();
            int batch = RecordBatch.createRecordBatch(builder, n, ofFields, ofBuffers, NONE, NONE);
            return message(builder, MessageHeader.RecordBatch, batch, end);
        });
        return new Section.Literal("header of a record batch", encapsulated(message, 0));
    }

    @Override
    public Footer footer() {
        List<long[]> blocks = new ArrayList<>();
        return new Footer() {
            @Override
            public void add(long from, long to, long position, long headBytes, long bytes) {
                blocks.add(new long[] {position, headBytes, bytes - headBytes});
            }

            @Override
            public byte[] bytes() {
                byte[] footer = flatBuffer(builder -> {
                    int schema = schema(builder);
                    org.apache.arrow.flatbuf.Footer.startDictionariesVector(builder, 0);
                    int dictionaries = builder.endVector();
                    org.apache.arrow.flatbuf.Footer.startRecordBatchesVector(builder, blocks.size());
                    blocks.reversed().forEach(block -> Block.createBlock(builder, block[0], (int) block[1], block[2]));
                    int batches = builder.endVector();
                    return org.apache.arrow.flatbuf.Footer.createFooter(
                            builder, MetadataVersion.V5, schema, dictionaries, batches, NONE);
                });
                byte[] end = littleEndian(8).putInt(0, CONTINUATION).array();
                byte[] length = littleEndian(4).putInt(0, footer.length).array();
                return Layout.join(List.of(end, footer, length, MAGIC));
            }
        };
    }

    private static int message(FlatBufferBuilder builder, byte type, int header, long bodyBytes) {
        return Message.createMessage(builder, MetadataVersion.V5, type, header, bodyBytes, NONE);
    }

    private int schema(FlatBufferBuilder builder) {
        int[] fields = {field(builder, "id", Type.Int, Int.createInt(builder, Long.SIZE, true)), second(builder)};
        int[] pairs = metadata.entrySet().stream()
                .mapToInt(pair -> KeyValue.createKeyValue(
                        builder, builder.createString(pair.getKey()), builder.createString(pair.getValue())))
                .toArray();
        return Schema.createSchema(
                builder,
                Endianness.Little,
                Schema.createFieldsVector(builder, fields),
                Schema.createCustomMetadataVector(builder, pairs),
                NONE);
    }

    private int second(FlatBufferBuilder builder) {
        return switch (rows.type()) {
            case Rows.Type.FixedBytes fixed ->
                field(
                        builder,
                        "data",
                        Type.FixedSizeBinary,
                        FixedSizeBinary.createFixedSizeBinary(builder, fixed.width()));
            case Rows.Type.Bytes _ -> {
                Binary.startBinary(builder);
                yield field(builder, "data", Type.Binary, Binary.endBinary(builder));
            }
            case Rows.Type.Vector vector -> {
                int item = numbers(builder, isList() ? "item" : "value", vector.element());
                yield isList()
                        ? field(
                                builder,
                                "vector",
                                Type.FixedSizeList,
                                FixedSizeList.createFixedSizeList(builder, vector.dimension()),
                                item)
                        : item;
            }
        };
    }

    private static int numbers(FlatBufferBuilder builder, String name, NumberType element) {
        return switch (element) {
            case FP16 -> floats(builder, name, Precision.HALF);
            case FP32 -> floats(builder, name, Precision.SINGLE);
            case FP64 -> floats(builder, name, Precision.DOUBLE);
            case INT8, INT32 ->
                field(builder, name, Type.Int, Int.createInt(builder, element.bytes() * Byte.SIZE, true));
            default -> throw new IllegalArgumentException(element + ": no type of Arrow");
        };
    }

    private static int floats(FlatBufferBuilder builder, String name, short precision) {
        return field(builder, name, Type.FloatingPoint, FloatingPoint.createFloatingPoint(builder, precision));
    }

    /** Readers in C++ demand the list of children, also if it is empty. */
    private static int field(FlatBufferBuilder builder, String name, byte typeType, int type, int... children) {
        int ofChildren = Field.createChildrenVector(builder, children);
        return Field.createField(builder, builder.createString(name), false, typeType, type, NONE, ofChildren, NONE);
    }

    private boolean isList() {
        return rows.type() instanceof Rows.Type.Vector vector && vector.dimension() > 1;
    }

    /** A message with its length, padded so that what follows begins at a multiple of the alignment. */
    private static byte[] encapsulated(byte[] message, int position) {
        int start = position + 2 * Integer.BYTES;
        int length = message.length + (int) padding(start + message.length);
        byte[] prefix =
                littleEndian(8).putInt(0, CONTINUATION).putInt(4, length).array();
        return Layout.join(List.of(prefix, Arrays.copyOf(message, length)));
    }

    private static long padding(long bytes) {
        return -bytes & ALIGNMENT - 1;
    }

    private static byte[] flatBuffer(ToIntFunction<FlatBufferBuilder> root) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        builder.finish(root.applyAsInt(builder));
        return builder.sizedByteArray();
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
