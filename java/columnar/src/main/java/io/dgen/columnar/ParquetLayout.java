// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.columnar;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Float16Type;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.ListType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.SortingColumn;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;

/**
 * Parquet without compression and dictionaries: data pages of version 1 with PLAIN values, which are the payload. Pages have no
 * checksum, because it would take all bytes of a page to make its header.
 */
final class ParquetLayout implements Layout {
    /** Readers parse it. The number changes when the bytes of files change. */
    private static final String CREATED_BY = "dgen version 1.0.0 (build dgen)";

    private static final byte[] MAGIC = "PAR1".getBytes(US_ASCII);
    private static final int PAGE_BYTES = 1 << 20;
    private static final String ID = "id";

    private final Rows rows;
    private final Map<String, String> metadata;

    /** Headers of pages by their rows: of rows with one width, few differ. */
    private final Map<Long, Section.Literal> headers = new ConcurrentHashMap<>();

    ParquetLayout(Rows rows, Map<String, String> metadata) {
        this.rows = rows;
        this.metadata = metadata;
    }

    @Override
    public byte[] head() {
        return MAGIC;
    }

    @Override
    public Group group(long from, long to) {
        List<Section> sections = new ArrayList<>();
        for (long row = from; row < to; ) {
            long end = Math.min(to, row + PAGE_BYTES / Long.BYTES);
            Section.Ids ids = new Section.Ids(row, end);
            sections.add(pageHeader(ids.bytes(), end - row));
            sections.add(ids);
            row = end;
        }
        int ofIds = sections.size();
        if (rows.type() instanceof Rows.Type.Bytes) {
            addStrings(sections, new Ends(rows, from, to));
        } else {
            addValues(sections, from, to);
        }
        return new Group(from, to, ofIds, sections);
    }

    private static void addStrings(List<Section> sections, Ends ends) {
        for (long row = ends.from(); row < ends.to(); ) {
            long end = Math.min(ends.end(row, PAGE_BYTES), row + PAGE_BYTES / Long.BYTES);
            Section.Strings strings = new Section.Strings(ends, row, end);
            sections.add(pageHeader(strings.bytes(), end - row));
            sections.add(strings);
            row = end;
        }
    }

    private void addValues(List<Section> sections, long from, long to) {
        for (long row = from; row < to; ) {
            long end = rows.end(row, to, PAGE_BYTES);
            long offset = rows.offset(row);
            long bytes = rows.offset(end) - offset;
            sections.add(headers.computeIfAbsent(end - row, n -> valuesHeader(bytes, n)));
            sections.add(new Section.Payload(offset, bytes));
            row = end;
        }
    }

    private Section.Literal valuesHeader(long bytes, long n) {
        return rows.type() instanceof Rows.Type.Vector vector && vector.dimension() > 1
                ? vectorHeader(bytes, n, vector.dimension())
                : pageHeader(bytes, n);
    }

    private static Section.Literal vectorHeader(long bytes, long rows, int dimension) {
        byte[] levels = Levels.of(rows, dimension);
        return new Section.Literal(
                "header of a page",
                Layout.join(List.of(
                        pageHeader(bytes + levels.length, rows * dimension).content(), levels)));
    }

    private static Section.Literal pageHeader(long bytes, long values) {
        int size = Math.toIntExact(bytes);
        PageHeader header = new PageHeader(PageType.DATA_PAGE, size, size)
                .setData_page_header(
                        new DataPageHeader(Math.toIntExact(values), Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
        return new Section.Literal("header of a page", serialize(out -> Util.writePageHeader(header, out)));
    }

    @Override
    public Footer footer() {
        List<RowGroup> groups = new ArrayList<>();
        return new Footer() {
            @Override
            public void add(long from, long to, long position, long headBytes, long bytes) {
                groups.add(rowGroup(from, to, position, headBytes, bytes));
            }

            @Override
            public byte[] bytes() {
                FileMetaData file = new FileMetaData(2, schema(), rows.count(), groups)
                        .setCreated_by(CREATED_BY)
                        .setColumn_orders(List.of(
                                ColumnOrder.TYPE_ORDER(new TypeDefinedOrder()),
                                ColumnOrder.TYPE_ORDER(new TypeDefinedOrder())));
                metadata.forEach((key, value) -> file.addToKey_value_metadata(new KeyValue(key).setValue(value)));
                byte[] footer = serialize(out -> Util.writeFileMetaData(file, out));
                return Layout.join(
                        List.of(footer, littleEndian(4).putInt(0, footer.length).array(), MAGIC));
            }
        };
    }

    private RowGroup rowGroup(long from, long to, long position, long ofIds, long bytes) {
        long values = to - from;
        Statistics ids = new Statistics()
                .setNull_count(0)
                .setMin_value(littleEndian(8).putLong(0, from).array())
                .setMax_value(littleEndian(8).putLong(0, to - 1).array())
                .setIs_min_value_exact(true)
                .setIs_max_value_exact(true);
        ColumnMetaData first =
                column(Type.INT64, List.of(ID), values, ofIds, position).setStatistics(ids);
        boolean isList = rows.type() instanceof Rows.Type.Vector vector && vector.dimension() > 1;
        ColumnMetaData second = column(
                        leaf("").getType(),
                        isList ? List.of(name(), "list", "element") : List.of(name()),
                        rows.type() instanceof Rows.Type.Vector vector ? values * vector.dimension() : values,
                        bytes - ofIds,
                        position + ofIds)
                .setStatistics(new Statistics().setNull_count(0));
        return new RowGroup(List.of(chunk(first), chunk(second)), bytes, values)
                .setSorting_columns(List.of(new SortingColumn(0, false, false)))
                .setFile_offset(position)
                .setTotal_compressed_size(bytes);
    }

    private static ColumnMetaData column(Type type, List<String> path, long values, long bytes, long position) {
        List<Encoding> encodings = List.of(Encoding.PLAIN, Encoding.RLE);
        return new ColumnMetaData(type, encodings, path, CompressionCodec.UNCOMPRESSED, values, bytes, bytes, position);
    }

    private static ColumnChunk chunk(ColumnMetaData column) {
        return new ColumnChunk(0).setMeta_data(column);
    }

    private String name() {
        return switch (rows.type()) {
            case Rows.Type.FixedBytes _, Rows.Type.Bytes _ -> "data";
            case Rows.Type.Vector vector -> vector.dimension() > 1 ? "vector" : "value";
        };
    }

    private List<SchemaElement> schema() {
        List<SchemaElement> schema = new ArrayList<>(List.of(
                new SchemaElement("schema").setNum_children(2),
                new SchemaElement(ID).setType(Type.INT64).setRepetition_type(FieldRepetitionType.REQUIRED)));
        if (rows.type() instanceof Rows.Type.Vector vector && vector.dimension() > 1) {
            schema.add(new SchemaElement(name())
                    .setRepetition_type(FieldRepetitionType.REQUIRED)
                    .setNum_children(1)
                    .setConverted_type(ConvertedType.LIST)
                    .setLogicalType(LogicalType.LIST(new ListType())));
            schema.add(new SchemaElement("list")
                    .setRepetition_type(FieldRepetitionType.REPEATED)
                    .setNum_children(1));
            schema.add(leaf("element"));
        } else {
            schema.add(leaf(name()));
        }
        return schema;
    }

    private SchemaElement leaf(String name) {
        SchemaElement leaf = new SchemaElement(name).setRepetition_type(FieldRepetitionType.REQUIRED);
        return switch (rows.type()) {
            case Rows.Type.Bytes _ -> leaf.setType(Type.BYTE_ARRAY);
            case Rows.Type.FixedBytes fixed ->
                leaf.setType(Type.FIXED_LEN_BYTE_ARRAY).setType_length(fixed.width());
            case Rows.Type.Vector vector ->
                switch (vector.element()) {
                    case FP32 -> leaf.setType(Type.FLOAT);
                    case FP64 -> leaf.setType(Type.DOUBLE);
                    case INT32 ->
                        leaf.setType(Type.INT32)
                                .setLogicalType(LogicalType.INTEGER(new IntType((byte) 32, true)))
                                .setConverted_type(ConvertedType.INT_32);
                    case FP16 ->
                        leaf.setType(Type.FIXED_LEN_BYTE_ARRAY)
                                .setType_length(2)
                                .setLogicalType(LogicalType.FLOAT16(new Float16Type()));
                    default -> throw new IllegalArgumentException(vector.element() + ": no type of Parquet");
                };
        };
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private interface Serializer {
        void write(ByteArrayOutputStream out) throws IOException;
    }

    private static byte[] serialize(Serializer serializer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            serializer.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory
        }
        return out.toByteArray();
    }
}
