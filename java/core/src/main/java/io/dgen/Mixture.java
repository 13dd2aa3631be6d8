// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.text.Decimals;
import io.dgen.internal.text.Quote;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compression ratios with weights. Each distinct block draws one of the ratios, because the blocks of real data do not
 * all compress equally well. Immutable.
 *
 * <p>Its text, {@link #toString()} and {@link #parse}, is a ratio, {@code 3}, or ratios at weights:
 * {@code 1@0.3+2@0.5+8@0.2}. A ratio may be followed by the bits of its literals: {@code 3/6}.
 *
 * @param components 1 .. 64 that differ in ratio or bits; the weights have a sum of 1, to within 0.000001, and are
 *     scaled to that sum. Their order does not matter: they are sorted by ratio, then by bits.
 */
public record Mixture(List<Component> components) {
    /** Incompressible. */
    public static final Mixture NONE = Mixture.of(1);

    /** Largest ratio. */
    public static final int MAX_RATIO = 64;

    /** Largest number of components. */
    public static final int MAX_COMPONENTS = 64;

    private static final String RATIO_RANGE = "1 to " + MAX_RATIO + " in steps of 0.01";

    private static final String RATIOS = "expected " + RATIO_RANGE;

    private static final String WEIGHTS = "a decimal number above 0, at most 1";

    /**
     * Fewest bits: with fewer, LZ4 finds many matches by chance. With 4 bits it finds some, in blocks of up to 64 KiB.
     */
    public static final int MIN_BITS = 4;

    private static final int ALL_BITS = Byte.SIZE;

    /** Lazy holder: compiles the pattern only when text is parsed. */
    private static final class MixtureSyntax {
        static final Pattern KIND = Pattern.compile("([0-9.]+)(?:/([0-9]{1,9}))?");
    }

    /**
     * A ratio and its weight.
     *
     * @param ratio size over compressed size, 1 .. 64 in steps of 0.01, of compressors that find only matches (LZ4)
     * @param bits random bits of each literal byte, 4 .. 8. With fewer than 8, compressors with entropy coding (zstd,
     *     gzip) reach up to 8 / bits times the ratio.
     * @param weight share of the distinct blocks, above 0, at most 1
     */
    public record Component(double ratio, int bits, double weight) {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of its range; the message names both
         */
        public Component {
            if (!(ratio >= 1 && ratio <= MAX_RATIO)
                    || ratio != Math.rint(ratio)
                            && BigDecimal.valueOf(ratio).stripTrailingZeros().scale() > 2) {
                throw new IllegalArgumentException("compress ratio " + Decimals.shown(ratio) + ": " + RATIOS);
            }
            if (bits < MIN_BITS || bits > ALL_BITS) {
                throw new IllegalArgumentException("bits " + bits + " of compress ratio " + Decimals.plain(ratio)
                        + ": expected " + MIN_BITS + " to " + ALL_BITS);
            }
            if (!(weight > 0 && weight <= 1)) {
                throw new IllegalArgumentException("weight " + Decimals.shown(weight) + " of compress ratio "
                        + Decimals.plain(ratio) + ": expected a number above 0, at most 1");
            }
        }

        /**
         * A ratio with literals of 8 bits, and its weight.
         *
         * @param ratio size over compressed size, 1 .. 64 in steps of 0.01
         * @param weight share of the distinct blocks, above 0, at most 1
         * @throws IllegalArgumentException if a value is out of its range; the message names both
         */
        public Component(double ratio, double weight) {
            this(ratio, ALL_BITS, weight);
        }

        /** The text of ratio and bits. */
        private String kind() {
            return Decimals.plain(ratio) + (bits == ALL_BITS ? "" : "/" + bits);
        }
    }

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if there are none or too many, a ratio is a duplicate, or the sum of the weights
     *     is not 1
     */
    public Mixture {
        components = List.copyOf(Objects.requireNonNull(components, "components"));
        if (components.isEmpty() || components.size() > MAX_COMPONENTS) {
            throw new IllegalArgumentException(
                    "mixture of " + components.size() + " ratios: expected 1 to " + MAX_COMPONENTS);
        }
        boolean isOneRatio = components.size() == 1 && components.getFirst().weight() == 1;
        if (!isOneRatio) {
            components = checked(components);
        }
    }

    private static List<Component> checked(List<Component> given) {
        List<Component> components = given.stream()
                .sorted(Comparator.comparingDouble(Component::ratio).thenComparingInt(Component::bits))
                .toList();
        String what = "compress " + Quote.of(weighted(components));
        for (int i = 1; i < components.size(); i++) {
            if (components.get(i).kind().equals(components.get(i - 1).kind())) {
                throw new IllegalArgumentException(
                        what + ": " + components.get(i).kind() + " is a duplicate, expected different ratios");
            }
        }
        Decimals.checkSumIsOne(sumOfWeights(components), what);
        return components.size() > 1
                ? components
                : List.of(new Component(
                        components.getFirst().ratio(), components.getFirst().bits(), 1));
    }

    /**
     * {@return the mixture of one ratio}
     *
     * @param ratio size over compressed size, 1 .. 64 in steps of 0.01
     * @throws IllegalArgumentException if it is out of range
     */
    public static Mixture of(double ratio) {
        return new Mixture(List.of(new Component(ratio, 1)));
    }

    /**
     * Reads the text form.
     *
     * @param text a ratio, or ratios at weights with {@code +} between them; without white space
     * @return the mixture
     * @throws IllegalArgumentException if the text is not a mixture, or a value is out of its range; the message
     *     names both
     */
    public static Mixture parse(String text) {
        Objects.requireNonNull(text, "text");
        if (text.indexOf('@') < 0 && text.indexOf('+') < 0) {
            return new Mixture(List.of(component(text, 1)));
        }
        List<Component> components = new ArrayList<>();
        for (String item : text.split("\\+", -1)) {
            int at = item.indexOf('@');
            if (at < 0) {
                throw new IllegalArgumentException("compress " + Quote.of(text)
                        + ": expected a ratio, such as 3, or ratios at weights, such as 1@0.3+2@0.5+8@0.2; found "
                        + Quote.of(item));
            }
            String kind = item.substring(0, at);
            BigDecimal weight =
                    Decimals.parse("weight of compress ratio " + Quote.of(kind), item.substring(at + 1), WEIGHTS);
            components.add(component(kind, weight.doubleValue()));
        }
        return new Mixture(components);
    }

    private static Component component(String kind, double weight) {
        Matcher matcher = MixtureSyntax.KIND.matcher(kind);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("compress ratio " + Quote.of(kind) + ": " + RATIOS
                    + ", optionally followed by /" + MIN_BITS + " to /" + ALL_BITS);
        }
        int bits = matcher.group(2) == null ? ALL_BITS : Integer.parseInt(matcher.group(2));
        return new Component(ratio(matcher.group(1)), bits, weight);
    }

    private static double ratio(String text) {
        BigDecimal ratio = Decimals.parse("compress ratio", text, RATIO_RANGE);
        // Compared before it is rounded to a double: 0.99999999999999999999 is below 1.
        if (ratio.compareTo(BigDecimal.ONE) < 0
                || ratio.compareTo(BigDecimal.valueOf(MAX_RATIO)) > 0
                || ratio.stripTrailingZeros().scale() > 2) {
            throw new IllegalArgumentException("compress ratio " + Quote.of(text) + ": " + RATIOS);
        }
        return ratio.doubleValue();
    }

    private static BigDecimal sumOfWeights(List<Component> components) {
        return components.stream().map(c -> BigDecimal.valueOf(c.weight())).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Whether this is one ratio with literals of 8 bits. */
    boolean isPlainRatio() {
        return components.size() == 1 && components.getFirst().bits() == ALL_BITS;
    }

    /** {@return the ratio of the whole data: the weighted harmonic mean of the ratios, 1 .. 64} */
    public double ratio() {
        if (components.size() == 1) {
            return components.getFirst().ratio();
        }
        BigDecimal compressed = components.stream()
                .map(c -> BigDecimal.valueOf(c.weight()).divide(BigDecimal.valueOf(c.ratio()), MathContext.DECIMAL128))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return sumOfWeights(components)
                .divide(compressed, MathContext.DECIMAL64)
                .doubleValue();
    }

    /** {@return the text form in its canonical spelling} {@link #parse} reads it back. */
    @Override
    public String toString() {
        return text(components);
    }

    private static String text(List<Component> components) {
        return components.size() == 1 ? components.getFirst().kind() : weighted(components);
    }

    private static String weighted(List<Component> components) {
        return components.stream()
                .map(c -> c.kind() + "@" + Decimals.plain(c.weight()))
                .collect(Collectors.joining("+"));
    }
}
