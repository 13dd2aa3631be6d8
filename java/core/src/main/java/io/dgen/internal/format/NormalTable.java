// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** The table of docs/format.md, "Normal numbers": polynomials of the quantiles, one for each octave of the probability. */
final class NormalTable {
    /** Coefficients of a polynomial, that of r^0 first. */
    static final int TERMS = 6;

    private static final String TABLE = "normal.csv";

    /** All coefficients, row by row. */
    static final double[] DOUBLES;

    static final float[] FLOATS;

    static {
        String[] texts = read();
        DOUBLES = Arrays.stream(texts).mapToDouble(Double::parseDouble).toArray();
        FLOATS = new float[texts.length];
        for (int i = 0; i < texts.length; i++) {
            FLOATS[i] = Float.parseFloat(texts[i]);
        }
    }

    private NormalTable() {}

    private static String[] read() {
        try (InputStream in = Objects.requireNonNull(NormalTable.class.getResourceAsStream(TABLE), TABLE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            return reader.lines()
                    .filter(line -> Character.isDigit(line.charAt(0)))
                    .flatMap(line -> Arrays.stream(line.split(",", -1)).skip(1))
                    .toArray(String[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
