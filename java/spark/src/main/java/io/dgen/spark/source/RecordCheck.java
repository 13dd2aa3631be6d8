// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import io.dgen.DataStream;
import io.dgen.Diagnosis;
import io.dgen.Explainer;
import io.dgen.Verification;
import java.io.Serializable;
import java.lang.foreign.MemorySegment;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** For each row, its id, and what is wrong with it or null. Wrong records that are examined come last. */
record RecordCheck(Records records) implements MapPartitionsFunction<Row, Row>, Serializable {
    static final StructType RESULT = new StructType()
            .add("id", DataTypes.LongType)
            .add("cause", DataTypes.StringType)
            .add("detail", DataTypes.StringType);

    private static final int MAX_EXAMINED = 1000;

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new Results(records, rows);
    }

    private static final class Results implements Iterator<Row> {
        private final Records records;
        private final Iterator<Row> rows;
        private final DataStream stream;
        private final Explainer explainer;
        private final Map<Long, Verification> examined = new LinkedHashMap<>();
        private @Nullable Iterator<Row> last;
        private @Nullable Row next;

        Results(Records records, Iterator<Row> rows) {
            this.records = records;
            this.rows = rows;
            this.stream = records.stream();
            this.explainer = new Explainer(stream, List.of(), Explainer.Effort.QUICK);
        }

        @Override
        public boolean hasNext() {
            while (next == null && rows.hasNext()) {
                next = result(rows.next());
            }
            if (next == null) {
                if (last == null) {
                    last = explained();
                }
                next = last.hasNext() ? last.next() : null;
            }
            return next != null;
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Row result = Objects.requireNonNull(next);
            next = null;
            return result;
        }

        /** Null if the explainer has the result. */
        private @Nullable Row result(Row row) {
            if (row.isNullAt(0) || row.getLong(0) < 0 || row.getLong(0) >= records.count()) {
                return RowFactory.create(row.get(0), "id", "expected 0 to " + (records.count() - 1));
            }
            long id = row.getLong(0);
            long offset = records.offset(id);
            if (!row.isNullAt(1) && row.getLong(1) != offset) {
                return RowFactory.create(id, "offset", "offset " + row.getLong(1) + ", expected " + offset);
            }
            byte[] data = row.isNullAt(2) ? new byte[0] : row.getAs(2);
            if (data.length != records.length(id)) {
                return RowFactory.create(id, "length", data.length + " bytes, expected " + records.length(id));
            }
            Verification verification = stream.verify(offset, data);
            if (verification.isOk() || examined.containsKey(id)) {
                return RowFactory.create(id, null, null);
            }
            if (examined.size() == MAX_EXAMINED) {
                return RowFactory.create(id, name(Diagnosis.Cause.UNEXAMINED), detail(verification));
            }
            examined.put(id, verification);
            explainer.verify(offset, MemorySegment.ofArray(data));
            return null;
        }

        private Iterator<Row> explained() {
            List<Diagnosis> diagnoses;
            try {
                diagnoses = explainer.explain();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("the task was interrupted");
            }
            return examined.entrySet().stream()
                    .map(record -> {
                        long from = records.offset(record.getKey());
                        long to = from + records.length(record.getKey());
                        Diagnosis.Cause cause = diagnoses.stream()
                                .filter(diagnosis -> diagnosis.offset() < to && diagnosis.end() > from)
                                .map(Diagnosis::cause)
                                .findFirst()
                                .orElse(Diagnosis.Cause.UNEXAMINED);
                        return RowFactory.create(record.getKey(), name(cause), detail(record.getValue()));
                    })
                    .iterator();
        }

        private static String name(Diagnosis.Cause cause) {
            return cause.name().toLowerCase(Locale.ROOT);
        }

        private static String detail(Verification verification) {
            return verification.wrongBytes() + " wrong bytes from offset " + verification.firstWrongOffset();
        }
    }
}
