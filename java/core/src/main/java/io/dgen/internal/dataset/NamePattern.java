// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.dataset;

import io.dgen.internal.text.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Paths of numbered files (docs/format.md, "Names"): text with placeholders. The last placeholder has the whole number, the
 * others have its leading digits. Immutable.
 */
public final class NamePattern {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([0-9]{1,2})\\}");

    private static final Pattern REFUSED = Pattern.compile("[^ -~]|[\"*,:;<>?\\\\|(){}]");

    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|(com|lpt)([0-9]|\\{1\\}))([.].*)?");

    private static final int MAX_DIGITS = 18;
    private static final int MAX_COMPONENT = 255;
    private static final int MAX_PATH = 1024;

    /** Files of one folder of the default pattern, as digits. */
    private static final int FOLDER_DIGITS = 3;

    private final String text;

    /** Text before each placeholder, and after the last one. */
    private final List<String> literals = new ArrayList<>();

    private final List<Integer> widths = new ArrayList<>();

    /** @throws IllegalArgumentException if the pattern has no placeholder, or a component that file systems refuse */
    public NamePattern(String text) {
        this.text = text;
        Matcher matcher = PLACEHOLDER.matcher(text);
        int from = 0;
        while (matcher.find()) {
            literals.add(text.substring(from, matcher.start()));
            widths.add(Integer.parseInt(matcher.group(1)));
            from = matcher.end();
        }
        literals.add(text.substring(from));
        check(!widths.isEmpty(), "a placeholder, such as f{6}");
        check(
                widths.stream().allMatch(w -> w >= 1 && w <= MAX_DIGITS),
                "1 to " + MAX_DIGITS + " digits in each placeholder");
        for (String literal : literals) {
            Matcher refused = REFUSED.matcher(literal);
            if (refused.find()) {
                throw invalid("no " + Quote.of(refused.group()) + " in it");
            }
        }
        int last = widths.getLast();
        int leading = widths.stream().mapToInt(w -> w).sum() - last;
        check(leading <= last, "at most " + last + " digits before the last placeholder, which has the whole number");
        checkComponents();
    }

    private void checkComponents() {
        check(!text.startsWith("/"), "a path without / at its start");
        int length = -1;
        for (String component : text.split("/", -1)) {
            int bytes = widened(component).length();
            length += bytes + 1;
            check(!component.isEmpty(), "components that are not empty");
            check(
                    !component.startsWith(".dgen-"),
                    "no component that starts with .dgen-, which is reserved for files of dgen");
            check(!component.equals(".") && !component.equals(".."), "no component . or ..");
            check(
                    !component.endsWith(".") && !component.endsWith(" "),
                    "components that end neither in . nor in a blank");
            check(!DEVICE.matcher(component).matches(), "no component that Windows reserves for a device");
            check(bytes <= MAX_COMPONENT, "components of at most " + MAX_COMPONENT + " bytes");
        }
        check(length <= MAX_PATH, "paths of at most " + MAX_PATH + " bytes");
    }

    private static String widened(String component) {
        return PLACEHOLDER.matcher(component).replaceAll(m -> "0".repeat(Integer.parseInt(m.group(1))));
    }

    private void check(boolean condition, String expected) {
        if (!condition) {
            throw invalid(expected);
        }
    }

    private IllegalArgumentException invalid(String expected) {
        return new IllegalArgumentException("name " + Quote.of(text) + ": expected " + expected);
    }

    /** The pattern for that many files if none is given: at most 1000 files in a folder. */
    public static NamePattern ofFiles(long files) {
        int digits = digits(files);
        int folder = digits - FOLDER_DIGITS;
        return new NamePattern(folder > 0 ? "d{" + folder + "}/f{" + digits + "}" : "f{" + digits + "}");
    }

    private static int digits(long files) {
        return Long.toString(files - 1).length();
    }

    /** @throws IllegalArgumentException if the last placeholder has too few digits for the last file */
    public void checkFiles(long files) {
        check(
                widths.getLast() >= digits(files),
                "at least " + digits(files) + " digits in the last placeholder, for " + files + " files");
    }

    public String path(long number) {
        String decimal = Long.toString(number);
        String digits = "0".repeat(widths.getLast() - decimal.length()) + decimal;
        StringBuilder path = new StringBuilder(text.length() + digits.length());
        int leading = 0;
        for (int i = 0; i < widths.size(); i++) {
            boolean isLast = i == widths.size() - 1;
            path.append(literals.get(i))
                    .append(digits, isLast ? 0 : leading, isLast ? digits.length() : leading + widths.get(i));
            leading += widths.get(i);
        }
        return path.append(literals.getLast()).toString();
    }

    /** The number of which {@link #path} is this path; empty if there is none. */
    public OptionalLong number(String path) {
        int end = path.length() - literals.getLast().length();
        int start = end - widths.getLast();
        if (start < 0 || !path.chars().skip(start).limit(widths.getLast()).allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(path.substring(start, end));
        return path(number).equals(path) ? OptionalLong.of(number) : OptionalLong.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
