// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import io.dgen.FileFormat.Key;
import io.dgen.FileFormatProvider;
import io.dgen.Recipe;
import io.dgen.container.Framing;
import java.util.Set;

/** Formats {@code fbin}, {@code u8bin}, {@code i8bin} and {@code ibin}: vectors of benchmarks of nearest neighbours. */
public abstract sealed class BinFormat implements FileFormatProvider {
    private static final int HEADER_BYTES = 8;
    private static final long MAX_ROWS = 0xFFFF_FFFFL;

    private final String name;
    private final ElementType type;

    private BinFormat(String name, ElementType type) {
        this.name = name;
        this.type = type;
    }

    /** Format {@code fbin}: vectors of fp32. */
    public static final class Float32 extends BinFormat {
        /** Creates the format, for {@link java.util.ServiceLoader}. */
        public Float32() {
            super("fbin", ElementType.FP32);
        }
    }

    /** Format {@code u8bin}: vectors of bytes. */
    public static final class UInt8 extends BinFormat {
        /** Creates the format, for {@link java.util.ServiceLoader}. */
        public UInt8() {
            super("u8bin", ElementType.UINT8);
        }
    }

    /** Format {@code i8bin}: vectors of int8. */
    public static final class Int8 extends BinFormat {
        /** Creates the format, for {@link java.util.ServiceLoader}. */
        public Int8() {
            super("i8bin", ElementType.INT8);
        }
    }

    /** Format {@code ibin}: vectors of int32. */
    public static final class Int32 extends BinFormat {
        /** Creates the format, for {@link java.util.ServiceLoader}. */
        public Int32() {
            super("ibin", ElementType.INT32);
        }
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Set<Key> keys() {
        return Set.of(Key.RECORD);
    }

    @Override
    public final Framing framing(Recipe recipe) {
        Rows rows = Rows.of(recipe);
        if (rows.type() != type) {
            throw new IllegalArgumentException(
                    "type " + rows.type() + ": expected type=" + type + " for format " + name);
        }
        if (rows.columns() < 1 && type == ElementType.UINT8 || rows.columns() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("format " + name + ": expected rows of 1 to " + Integer.MAX_VALUE
                    + " elements, such as " + (type == ElementType.UINT8 ? "record=128" : "dim=128"));
        }
        return payloadBytes -> {
            rows.checkWhole(payloadBytes, 1);
            long count = rows.count(payloadBytes);
            if (count > MAX_ROWS) {
                throw new IllegalArgumentException("size " + payloadBytes + ": expected at most "
                        + MAX_ROWS * rows.rowBytes() + ", because format " + name + " has at most " + MAX_ROWS
                        + " rows");
            }
            byte[] header = Bytes.littleEndian(HEADER_BYTES)
                    .putInt((int) count)
                    .putInt((int) Math.max(1, rows.columns()))
                    .array();
            return new HeaderFrame(header, payloadBytes);
        };
    }
}
