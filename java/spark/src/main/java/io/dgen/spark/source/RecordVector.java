// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;

/** A column of consecutive records that is computed when it is read. Without nulls. */
abstract sealed class RecordVector extends ColumnVector {
    RecordVector(DataType type) {
        super(type);
    }

    /** Numbers of equal distances. */
    static final class Numbers extends RecordVector {
        private final long first;
        private final long distance;

        Numbers(long first, long distance) {
            super(DataTypes.LongType);
            this.first = first;
            this.distance = distance;
        }

        @Override
        public long getLong(int row) {
            return first + row * distance;
        }
    }

    /** The data of the records of a range. */
    static final class Data extends RecordVector {
        private final RecordData data;
        private final long from;
        private final long to;

        Data(RecordData data, long from, long to) {
            super(DataTypes.BinaryType);
            this.data = data;
            this.from = from;
            this.to = to;
        }

        @Override
        public byte[] getBinary(int row) {
            return data.get(from + row, to);
        }
    }

    private UnsupportedOperationException otherType() {
        return new UnsupportedOperationException("expected to be read as " + type.simpleString());
    }

    @Override
    public void close() {}

    @Override
    public boolean hasNull() {
        return false;
    }

    @Override
    public int numNulls() {
        return 0;
    }

    @Override
    public boolean isNullAt(int row) {
        return false;
    }

    @Override
    public boolean getBoolean(int row) {
        throw otherType();
    }

    @Override
    public byte getByte(int row) {
        throw otherType();
    }

    @Override
    public short getShort(int row) {
        throw otherType();
    }

    @Override
    public int getInt(int row) {
        throw otherType();
    }

    @Override
    public long getLong(int row) {
        throw otherType();
    }

    @Override
    public float getFloat(int row) {
        throw otherType();
    }

    @Override
    public double getDouble(int row) {
        throw otherType();
    }

    @Override
    public ColumnarArray getArray(int row) {
        throw otherType();
    }

    @Override
    public ColumnarMap getMap(int row) {
        throw otherType();
    }

    @Override
    public Decimal getDecimal(int row, int precision, int scale) {
        throw otherType();
    }

    @Override
    public UTF8String getUTF8String(int row) {
        throw otherType();
    }

    @Override
    public byte[] getBinary(int row) {
        throw otherType();
    }

    @Override
    public ColumnVector getChild(int ordinal) {
        throw otherType();
    }
}
