// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.text.EnumNames;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A stream as numbers in rows, for AI data loaders, vector databases and tables (docs/format.md, "Numbers of a stream"). The
 * recipe of the stream determines type, distribution and dimension; its bytes are the numbers in little-endian order, one row
 * after the other. {@link DataStream} fills and verifies any range of the same bytes.
 *
 * <p>Number i is number i % dimension of row i / dimension. Any number can be made or checked alone, on any machine, from the
 * text of the recipe. A part of a {@linkplain Numbers#isNormalised normalised} row takes as long as the row.
 *
 * <p>Immutable and thread-safe; holds no memory and no thread. Methods that take an index throw {@link
 * IndexOutOfBoundsException} if there is no such number or row, or the array is longer than the rest of the stream. A call with an
 * array throws {@link IllegalArgumentException} if its element type is not that of the numbers ({@code float} for fp32,
 * {@code double} for fp64, {@code short} for the bits of bf16 and fp16, {@code byte} for int8, {@code int} for int32), and as
 * {@link DataStream} does, {@link java.util.concurrent.CancellationException} if the calling thread is interrupted while a large
 * array is processed. A call with a buffer also throws {@link InternalError} if it is a mapped file that is truncated.
 */
public final class NumberSource {
    private final DataStream stream;
    private final Numbers numbers;

    /**
     * Reads a stream as numbers.
     *
     * @param stream shared, not copied
     * @throws IllegalArgumentException if its recipe has no numbers, or has a format: {@link Recipe#payload} has none
     */
    public NumberSource(DataStream stream) {
        this.stream = Objects.requireNonNull(stream, "stream");
        this.numbers = stream.recipe().numbers();
        if (!numbers.isPresent()) {
            throw new IllegalArgumentException(
                    "recipe " + stream.recipe() + ": expected a recipe of numbers, such as type=fp32");
        }
        if (stream.frame().isPresent()) {
            throw new IllegalArgumentException("recipe " + stream.recipe()
                    + ": expected one without a format: its payload() has the numbers of the file");
        }
    }

    /** {@return the stream that the numbers are the bytes of} */
    public DataStream stream() {
        return stream;
    }

    /** {@return type, distribution and rows} */
    public Numbers numbers() {
        return numbers;
    }

    /** {@return the number of numbers} */
    public long count() {
        return stream.totalSize() / numbers.type().bytes();
    }

    /** {@return the number of rows} */
    public long rows() {
        return stream.totalSize() / numbers.rowBytes();
    }

    /**
     * Writes consecutive numbers to the whole array.
     *
     * @param first index of the first number, 0 .. number of numbers
     * @param array receives numbers of type fp32
     */
    public void fill(long first, float[] array) {
        fill(first, MemorySegment.ofArray(Objects.requireNonNull(array, "array")), NumberType.FP32);
    }

    /**
     * Writes consecutive numbers to the whole array.
     *
     * @param first index of the first number, 0 .. number of numbers
     * @param array receives numbers of type fp64
     */
    public void fill(long first, double[] array) {
        fill(first, MemorySegment.ofArray(Objects.requireNonNull(array, "array")), NumberType.FP64);
    }

    /**
     * Writes consecutive numbers to the whole array.
     *
     * @param first index of the first number, 0 .. number of numbers
     * @param array receives the bits of numbers of type bf16 or fp16; {@link Float#float16ToFloat} converts those of fp16
     */
    public void fill(long first, short[] array) {
        fill(first, MemorySegment.ofArray(Objects.requireNonNull(array, "array")), NumberType.BF16, NumberType.FP16);
    }

    /**
     * Writes consecutive numbers to the whole array.
     *
     * @param first index of the first number, 0 .. number of numbers
     * @param array receives numbers of type int8
     */
    public void fill(long first, byte[] array) {
        fill(first, MemorySegment.ofArray(Objects.requireNonNull(array, "array")), NumberType.INT8);
    }

    /**
     * Writes consecutive numbers to the whole array.
     *
     * @param first index of the first number, 0 .. number of numbers
     * @param array receives numbers of type int32
     */
    public void fill(long first, int[] array) {
        fill(first, MemorySegment.ofArray(Objects.requireNonNull(array, "array")), NumberType.INT32);
    }

    private void fill(long first, MemorySegment array, NumberType... types) {
        stream.fill(offset(first, array, types), array);
        reverseIfBigEndian(array);
    }

    /**
     * Writes consecutive numbers, as the little-endian bytes of the stream, to the whole buffer.
     *
     * @param first index of the first number, 0 .. number of numbers
     * @param buffer any buffer of {@link DataStream}; its size is a multiple of that of a number
     * @throws IllegalArgumentException if it is read-only, or its size is not such a multiple
     * @throws IllegalStateException if its arena is closed
     * @throws WrongThreadException if it belongs to another thread
     */
    public void fill(long first, MemorySegment buffer) {
        stream.fill(offset(first, Objects.requireNonNull(buffer, "buffer"), numbers.type()), buffer);
    }

    /**
     * {@return a new array with the numbers of a row} {@link MemorySegment#heapBase} of the result is an array of the type that the
     * class text names.
     *
     * @param row 0 .. number of rows - 1
     * @throws OutOfMemoryError if the heap has no room for it
     */
    public MemorySegment row(long row) {
        Objects.checkIndex(row, rows());
        int n = numbers.dimension();
        MemorySegment array = switch (numbers.type()) {
            case FP32 -> MemorySegment.ofArray(new float[n]);
            case FP64 -> MemorySegment.ofArray(new double[n]);
            case BF16, FP16 -> MemorySegment.ofArray(new short[n]);
            case INT32 -> MemorySegment.ofArray(new int[n]);
            case INT8, BYTES -> MemorySegment.ofArray(new byte[n]);
        };
        fill(row * n, array, numbers.type());
        return array;
    }

    /**
     * Compares the whole array with consecutive numbers, bit by bit. Differences are a result, not an exception.
     *
     * @param first index of the first number, 0 .. number of numbers
     * @param array numbers of type fp32; only read
     * @return the result; its positions are those of the bytes of the stream
     */
    public Verification verify(long first, float[] array) {
        return verify(first, MemorySegment.ofArray(Objects.requireNonNull(array, "array")), NumberType.FP32);
    }

    /**
     * Compares the whole array with consecutive numbers, bit by bit. Differences are a result, not an exception.
     *
     * @param first index of the first number, 0 .. number of numbers
     * @param array numbers of type fp64; only read
     * @return the result; its positions are those of the bytes of the stream
     */
    public Verification verify(long first, double[] array) {
        return verify(first, MemorySegment.ofArray(Objects.requireNonNull(array, "array")), NumberType.FP64);
    }

    /**
     * Compares the whole array with consecutive numbers, bit by bit. Differences are a result, not an exception.
     *
     * @param first index of the first number, 0 .. number of numbers
     * @param array the bits of numbers of type bf16 or fp16; only read
     * @return the result; its positions are those of the bytes of the stream
     */
    public Verification verify(long first, short[] array) {
        return verify(
                first, MemorySegment.ofArray(Objects.requireNonNull(array, "array")), NumberType.BF16, NumberType.FP16);
    }

    /**
     * Compares the whole array with consecutive numbers, bit by bit. Differences are a result, not an exception.
     *
     * @param first index of the first number, 0 .. number of numbers
     * @param array numbers of type int8; only read
     * @return the result; its positions are those of the bytes of the stream
     */
    public Verification verify(long first, byte[] array) {
        return verify(first, MemorySegment.ofArray(Objects.requireNonNull(array, "array")), NumberType.INT8);
    }

    /**
     * Compares the whole array with consecutive numbers, bit by bit. Differences are a result, not an exception.
     *
     * @param first index of the first number, 0 .. number of numbers
     * @param array numbers of type int32; only read
     * @return the result; its positions are those of the bytes of the stream
     */
    public Verification verify(long first, int[] array) {
        return verify(first, MemorySegment.ofArray(Objects.requireNonNull(array, "array")), NumberType.INT32);
    }

    private Verification verify(long first, MemorySegment array, NumberType... types) {
        long offset = offset(first, array, types);
        if (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
            return stream.verify(offset, array);
        }
        byte[] copy = array.toArray(ValueLayout.JAVA_BYTE);
        reverseIfBigEndian(MemorySegment.ofArray(copy));
        return stream.verify(offset, copy);
    }

    /**
     * Compares the whole buffer with consecutive numbers, as {@link DataStream#verify(long, MemorySegment)} does.
     *
     * @param first index of the first number, 0 .. number of numbers
     * @param buffer the little-endian bytes of numbers; only read
     * @return the result; its positions are those of the bytes of the stream
     * @throws IllegalArgumentException if its size is not a multiple of that of a number
     * @throws IllegalStateException if its arena is closed
     * @throws WrongThreadException if it belongs to another thread
     */
    public Verification verify(long first, MemorySegment buffer) {
        return stream.verify(offset(first, Objects.requireNonNull(buffer, "buffer"), numbers.type()), buffer);
    }

    /**
     * {@return the position of a number in the stream, in bytes}
     *
     * @param index 0 .. number of numbers
     */
    public long offset(long index) {
        return Objects.checkFromToIndex(index, count(), count())
                * numbers.type().bytes();
    }

    private long offset(long first, MemorySegment array, NumberType... types) {
        if (!List.of(types).contains(numbers.type())) {
            throw new IllegalArgumentException("array of type " + names(types) + ": expected one for type "
                    + EnumNames.of(numbers.type()) + ", the numbers of the stream");
        }
        int width = numbers.type().bytes();
        if (array.byteSize() % width != 0) {
            throw new IllegalArgumentException("buffer of " + array.byteSize() + " bytes: expected a multiple of "
                    + width + ", the size of a number");
        }
        Objects.checkFromIndexSize(first, array.byteSize() / width, count());
        return first * width;
    }

    private static String names(NumberType... types) {
        return Arrays.stream(types).map(EnumNames::of).collect(Collectors.joining(" or "));
    }

    private void reverseIfBigEndian(MemorySegment array) {
        int width = numbers.type().bytes();
        if (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN || width == 1) {
            return;
        }
        for (long at = 0; at < array.byteSize(); at += width) {
            for (long a = at, b = at + width - 1; a < b; a++, b--) {
                byte low = array.get(ValueLayout.JAVA_BYTE, a);
                array.set(ValueLayout.JAVA_BYTE, a, array.get(ValueLayout.JAVA_BYTE, b));
                array.set(ValueLayout.JAVA_BYTE, b, low);
            }
        }
    }

    /**
     * {@return queries of which the nearest row of this table is known} Each query is a different row of the table plus noise;
     * {@link #nearest} of the result
     * names the row, and {@link #missProbability} how certain that is.
     *
     * @param queries number of queries, 0 .. number of rows
     * @param noise standard deviation of the noise, in standard deviations of the numbers; above 0, at most 100
     * @throws IllegalArgumentException if a value is out of its range, the numbers are integers or neighbours, or the
     *     stream has duplicates, generations, or normalised rows that are not of the normal distribution with mean 0
     */
    public NumberSource queries(long queries, double noise) {
        if (numbers.neighbours().rows() > 0 || queries < 0 || queries > rows()) {
            throw new IllegalArgumentException(
                    queries + " queries of " + stream.recipe() + ": expected a table, and 0 to " + rows() + " queries");
        }
        Numbers near = new Numbers(
                numbers.type(),
                numbers.distribution(),
                numbers.dimension(),
                numbers.isNormalised(),
                new Neighbours(rows(), noise));
        Recipe recipe = stream.recipe().toBuilder()
                .sizeBytes(queries * numbers.rowBytes())
                .numbers(near)
                .build();
        return new NumberSource(stream.withRecipe(recipe));
    }

    /**
     * {@return the row of the table that a row of this stream was made from} It is the nearest one to it, by the Euclidean
     * distance and by the cosine of normalised rows, unless {@link #missProbability} strikes.
     *
     * @param query row of this stream, 0 .. number of rows - 1
     * @throws IllegalStateException if the rows of this stream are not neighbours of a table
     */
    public long nearest(long query) {
        checkNeighbours();
        return stream.recipe().neighbours().row(Objects.checkIndex(query, rows()));
    }

    /**
     * {@return an upper bound of the probability that another row of the table is nearer to a row of this stream than {@link
     * #nearest}} Numbers are seen as real numbers: their rounding to the type adds noise of half a unit in the last place.
     *
     * @throws IllegalStateException if the rows of this stream are not neighbours of a table
     */
    public double missProbability() {
        checkNeighbours();
        return numbers.neighbours().missProbability(numbers);
    }

    private void checkNeighbours() {
        if (numbers.neighbours().rows() == 0) {
            throw new IllegalStateException(
                    "recipe " + stream.recipe() + ": expected neighbours, such as neighbours=1000@0.1");
        }
    }
}
