// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.report;

import io.dgen.ByteSize;
import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.NumaTopology;
import io.dgen.Tier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Formats numbers and names for reports. */
public final class Text {
    public static final double NANOS_PER_SECOND = 1e9;

    private static final int LABEL_WIDTH = 16;
    /** The longest path, and the text around it. */
    private static final int MAX_MESSAGE = 4096 + 1000;

    private static final String BINARY_PREFIXES = "KMGTPE";

    /** Lazy holder: compiles the pattern only for messages. */
    private static final class Quotes {
        static final Pattern LONG = Pattern.compile("('[^']{100})[^']+'");
    }

    private Text() {}

    /** {@return the label at the start of a line, padded to the width of all labels} */
    public static String label(String name) {
        return pad(name, LABEL_WIDTH);
    }

    public static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    /** {@return the size with one decimal, such as {@code 458.1MiB}; {@code unknown} if negative} */
    public static String size(long bytes) {
        if (bytes < 0) {
            return "unknown";
        }
        double size = bytes;
        int unit = 0;
        while (size >= 1024) {
            size /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + "B" : String.format(Locale.ROOT, "%.1f%siB", size, BINARY_PREFIXES.charAt(unit - 1));
    }

    /** {@return the size such as {@code 1048576 bytes (1MiB)}; only in bytes if it is not a multiple of 1 KiB} */
    public static String bytes(long bytes) {
        String exact = bytes == 1 ? "1 byte" : bytes + " bytes";
        return bytes >= 1024 && bytes % 1024 == 0 ? exact + " (" + ByteSize.format(bytes) + ")" : exact;
    }

    public static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f s", nanos / NANOS_PER_SECOND);
    }

    /** {@return the rate in decimal gigabytes per second, which are bytes per nanosecond} */
    public static String rate(long bytes, long nanos) {
        return String.format(Locale.ROOT, "%.2f GB/s", gigabytesPerSecond(bytes, nanos));
    }

    /** {@return the ratio with up to three decimals} */
    public static String ratio(double ratio) {
        BigDecimal rounded = BigDecimal.valueOf(ratio).setScale(3, RoundingMode.HALF_UP);
        return rounded.stripTrailingZeros().toPlainString();
    }

    public static double gigabytesPerSecond(long bytes, long nanos) {
        return nanos == 0 ? 0 : (double) bytes / nanos;
    }

    public static String percent(long part, long whole) {
        return Math.round(100 * share(part, whole)) + " %";
    }

    public static double share(long part, long whole) {
        return whole == 0 ? 0 : Math.min(1, (double) part / whole);
    }

    /** {@return the tier of the native engine; null for the other engines} */
    public static @Nullable String tier(DataStream stream) {
        Tier tier = stream.tier();
        return tier == null ? null : lower(tier);
    }

    /** {@return a number of things, such as {@code 1 thread} and {@code 2 threads}} */
    public static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** {@return engine and tier, such as {@code native avx512}} */
    public static String engine(Engine engine, @Nullable Tier tier) {
        return lower(engine) + (tier == null ? "" : " " + lower(tier));
    }

    /** {@return engine, tier and threads, such as {@code native avx512, 2 threads}} */
    public static String engine(DataStream stream) {
        return engine(stream.engine(), stream.tier()) + ", " + count(threads(stream), "thread");
    }

    /** {@return largest number of threads of the stream, at most the number of CPUs} */
    public static int threads(DataStream stream) {
        return Math.min(stream.config().maxThreads(), cpus(stream));
    }

    /** {@return the number of CPUs that threads of the stream may use: those of its node, or all} */
    public static int cpus(DataStream stream) {
        int all = Runtime.getRuntime().availableProcessors();
        OptionalInt node = stream.config().numaNode();
        return node.isEmpty()
                ? all
                : Math.min(
                        all,
                        NumaTopology.get().node(node.getAsInt()).allowedCpus().size());
    }

    /**
     * {@return the text on one line} Control characters and those that change the direction of text are escaped, so that a
     * name cannot change what a terminal or a log shows.
     */
    public static String printable(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> line.append(String.format(Locale.ROOT, "\\u%04x", c));
                default -> line.appendCodePoint(c);
            }
        });
        return line.toString();
    }

    /** {@return a message in which no quoted text, and no name, is longer than it helps} */
    public static String shortened(String message) {
        String quotes = Quotes.LONG.matcher(message).replaceAll("$1...'");
        return quotes.length() <= MAX_MESSAGE ? quotes : quotes.substring(0, MAX_MESSAGE) + "...";
    }

    /** {@return the constant's name in lower case, as in options, reports and JSON} */
    public static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
