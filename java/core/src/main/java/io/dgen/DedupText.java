package io.dgen;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text form of dedup plans. */
final class DedupText {
    private static final String COPIES = "copies(";

    private static final Pattern HOT = Pattern.compile("([0-9.]{1,801})%@([0-9.]{1,801})%");

    private static final Pattern SHARE = Pattern.compile("([0-9]{1,19})@([0-9.]{1,801})");

    private DedupText() {}

    static Dedup parse(String text) {
        String[] parts = text.split(",", -1);
        String window = null;
        String hot = null;
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].startsWith("window=") && window == null) {
                window = parts[i].substring("window=".length());
            } else if (parts[i].startsWith("hot=") && hot == null) {
                hot = parts[i].substring("hot=".length());
            } else {
                throw new IllegalArgumentException("dedup '" + text + "': expected window=SIZE or hot=P%@P% after the"
                        + " ratio, each once; found '" + parts[i] + "'");
            }
        }
        return of(parts[0], window, hot);
    }

    /** The values of the keys dedup, window and hot. */
    static Dedup of(String dedup, @Nullable String window, @Nullable String hot) {
        if (dedup.startsWith("copies")) {
            if (window != null || hot != null) {
                throw new IllegalArgumentException("dedup '" + dedup + "' with " + (window != null ? "window" : "hot")
                        + ": expected one or the other, a histogram has no window and no hot set");
            }
            return copies(dedup);
        }
        double ratio = Recipe.parseRatio("dedup", dedup);
        if (window != null && hot != null) {
            throw new IllegalArgumentException(
                    "window=" + window + " with hot=" + hot + ": expected one or the other, not both");
        }
        if (window != null) {
            return new Dedup.Windowed(ratio, window(window));
        }
        return hot != null ? hotSet(ratio, hot) : new Dedup.RoundRobin(ratio);
    }

    private static long window(String text) {
        try {
            return ByteSize.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("window: " + e.getMessage(), e);
        }
    }

    private static Dedup hotSet(double ratio, String text) {
        Matcher matcher = HOT.matcher(text);
        if (matcher.matches()) {
            BigDecimal contents = Decimals.parse(matcher.group(1));
            BigDecimal writes = Decimals.parse(matcher.group(2));
            if (contents != null && writes != null) {
                return new Dedup.HotSet(
                        ratio,
                        contents.movePointLeft(2).doubleValue(),
                        writes.movePointLeft(2).doubleValue());
            }
        }
        throw new IllegalArgumentException(
                "hot '" + text + "': expected a share of the contents at a share of the writes, such as 5%@50%");
    }

    private static Dedup copies(String text) {
        if (!text.startsWith(COPIES) || !text.endsWith(")")) {
            throw noCopies(text);
        }
        List<Dedup.HistogramBin> shares = new ArrayList<>();
        for (String part : text.substring(COPIES.length(), text.length() - 1).split("\\+", -1)) {
            Matcher matcher = SHARE.matcher(part);
            BigDecimal share = matcher.matches() ? Decimals.parse(matcher.group(2)) : null;
            if (share == null) {
                throw noCopies(text);
            }
            long copies = new BigDecimal(matcher.group(1))
                    .min(BigDecimal.valueOf(Long.MAX_VALUE))
                    .longValue();
            shares.add(new Dedup.HistogramBin(copies, share.doubleValue()));
        }
        return new Dedup.Copies(shares);
    }

    private static IllegalArgumentException noCopies(String text) {
        return new IllegalArgumentException("dedup '" + text
                + "': expected numbers of copies at shares of the contents, such as copies(1@0.8+2@0.1+10@0.1)");
    }
}
