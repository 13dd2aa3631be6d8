// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.engine;

import io.dgen.internal.buffer.ThreadScratch;
import io.dgen.internal.format.Content;
import io.dgen.internal.format.NumberLayout;
import io.dgen.internal.format.NumberMath;
import io.dgen.internal.format.Page;
import io.dgen.internal.format.StreamKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Replaces the words of pages by numbers (docs/format.md, "Numbers of a stream"). One instance per thread. */
final class NumberPages {
    /** Sums of a row, each of every 16th number. */
    private static final int SUMS = 16;

    private static final ThreadScratch<NumberPages> OF_THREAD = new ThreadScratch<>(NumberPages::new);

    private final PageBatch noise = new PageBatch();
    private final PageBatch row = new PageBatch();
    private final PageBatch rowNoise = new PageBatch();
    private final float[] sums = new float[SUMS];
    private final double[] sums64 = new double[SUMS];

    /** The row of which the factor was computed last: a long row is made in many batches. */
    private @Nullable Content scaled;

    private long scaledStart;
    private double lastScale;

    static NumberPages ofThread() {
        return OF_THREAD.get();
    }

    /** Replaces the words of the batch, which are those of pages without a tail. */
    void replace(JavaEngine engine, Content content, PageBatch batch) {
        NumberLayout numbers = content.numbers();
        makeNoise(engine, numbers, batch, noise);
        long start = batch.page() * Page.BYTES;
        int length = batch.count() * Page.BYTES;
        if (!numbers.isNormalised()) {
            replace(numbers, batch, 0, length, 1);
            return;
        }
        long rowBytes = numbers.rowBytes();
        for (int from = 0; from < length; ) {
            long index = (start + from) / rowBytes;
            int to = (int) Math.min(length, (index + 1) * rowBytes - start);
            replace(numbers, batch, from, to, scale(engine, content, index * rowBytes));
            from = to;
        }
    }

    private static void makeNoise(JavaEngine engine, NumberLayout numbers, PageBatch batch, PageBatch target) {
        if (numbers.noise() != 0) {
            target.setPages(batch.page() * Page.BYTES, batch.count() * Page.BYTES);
            makeWords(engine, target, numbers.noiseKey());
        }
    }

    private static void makeWords(JavaEngine engine, PageBatch batch, StreamKey key) {
        batch.setLines(1, Page.BYTES / Page.LINE_BYTES);
        engine.makeLines(key, batch);
    }

    /** The factor that gives the row at a content offset the length 1. */
    @SuppressWarnings("ReferenceEquality") // a stream has one object
    private double scale(JavaEngine engine, Content content, long start) {
        if (content != scaled || start != scaledStart) {
            lastScale = computeScale(engine, content, start);
            scaled = content;
            scaledStart = start;
        }
        return lastScale;
    }

    private double computeScale(JavaEngine engine, Content content, long start) {
        NumberLayout numbers = content.numbers();
        Arrays.fill(sums, 0);
        Arrays.fill(sums64, 0);
        int at = 0;
        for (long done = 0; done < numbers.rowBytes(); ) {
            int within = (int) (start + done) & Page.BYTES - 1;
            int n = (int) Math.min(PageBatch.BYTES - within, numbers.rowBytes() - done);
            row.setPages(start + done, within + n);
            makeWords(engine, row, content.key());
            makeNoise(engine, numbers, row, rowNoise);
            at = addSquares(numbers, within, within + n, at);
            done += n;
        }
        return numbers.type() == NumberLayout.FP64 ? scale(sums64) : scale(sums);
    }

    private int addSquares(NumberLayout numbers, int from, int to, int first) {
        int at = first;
        for (int i = from; i < to; i += numbers.width(), at++) {
            long word = word(row, i, numbers.width());
            long noiseWord = word(rowNoise, i, numbers.width());
            if (numbers.type() == NumberLayout.FP64) {
                double x = value64(numbers, word, noiseWord);
                sums64[at % SUMS] += x * x;
            } else {
                float x = value(numbers, word32(numbers, word), word32(numbers, noiseWord));
                sums[at % SUMS] += x * x;
            }
        }
        return at;
    }

    private static float scale(float[] sums) {
        for (int half = SUMS / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                sums[i] += sums[i + half];
            }
        }
        return sums[0] == 0 ? 0 : 1 / (float) Math.sqrt(sums[0]);
    }

    private static double scale(double[] sums) {
        for (int half = SUMS / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                sums[i] += sums[i + half];
            }
        }
        return sums[0] == 0 ? 0 : 1 / Math.sqrt(sums[0]);
    }

    private void replace(NumberLayout numbers, PageBatch batch, int from, int to, double scale) {
        int width = numbers.width();
        for (int i = from; i < to; i += width) {
            long bits = number(numbers, word(batch, i, width), word(noise, i, width), scale);
            put(batch, i, width, bits);
        }
    }

    private static long word(PageBatch batch, int at, int width) {
        long word = batch.words()[at / Long.BYTES] >>> at % Long.BYTES * Byte.SIZE;
        return word & -1L >>> Long.SIZE - width * Byte.SIZE;
    }

    private static void put(PageBatch batch, int at, int width, long bits) {
        int shift = at % Long.BYTES * Byte.SIZE;
        long mask = -1L >>> Long.SIZE - width * Byte.SIZE << shift;
        long[] words = batch.words();
        words[at / Long.BYTES] = words[at / Long.BYTES] & ~mask | bits << shift & mask;
    }

    private static long number(NumberLayout numbers, long word, long noiseWord, double scale) {
        int type = numbers.type();
        if (type == NumberLayout.FP64) {
            double x = value64(numbers, word, noiseWord);
            return Double.doubleToRawLongBits(numbers.isNormalised() ? x * scale : x);
        }
        if (NumberLayout.isInteger(type) && numbers.isUniform()) {
            return (long) numbers.first() + (word * (long) numbers.second() >>> numbers.width() * Byte.SIZE);
        }
        float x = value(numbers, word32(numbers, word), word32(numbers, noiseWord));
        float y = numbers.isNormalised() ? x * (float) scale : x;
        return switch (type) {
            case NumberLayout.FP32 -> Float.floatToRawIntBits(y);
            case NumberLayout.BF16 -> NumberMath.toBf16(y);
            case NumberLayout.FP16 -> Float.floatToFloat16(y);
            default -> NumberMath.toInteger(y, type);
        };
    }

    /** A word of fewer bits is the upper part of a word of 32 bits, of which the rest is the middle of its range. */
    private static int word32(NumberLayout numbers, long word) {
        return switch (numbers.width()) {
            case 1 -> (int) word << 24 | 0x800000;
            case 2 -> (int) word << 16 | 0x8000;
            default -> (int) word;
        };
    }

    private static float value(NumberLayout numbers, int word, int noiseWord) {
        float first = (float) numbers.first();
        float second = (float) numbers.second();
        float x = numbers.isUniform()
                ? NumberMath.uniform(word, first, second, (float) numbers.top())
                : first + second * NumberMath.normal(word);
        return numbers.noise() == 0 ? x : x + (0 + (float) numbers.noise() * NumberMath.normal(noiseWord));
    }

    private static double value64(NumberLayout numbers, long word, long noiseWord) {
        double x = numbers.isUniform()
                ? NumberMath.uniform(word, numbers.first(), numbers.second(), numbers.top())
                : numbers.first() + numbers.second() * NumberMath.normal(word);
        return numbers.noise() == 0 ? x : x + (0 + numbers.noise() * NumberMath.normal(noiseWord));
    }
}
