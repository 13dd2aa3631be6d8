// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A meminfo file of the machine or of a node. In the file of a node, each line begins with the name of the node. */
public final class MemInfoFile {
    private static final long UNKNOWN = -1;

    private final SystemFiles files;
    private final String path;
    private final String text;

    private MemInfoFile(SystemFiles files, String path) {
        String content = files.text(path);
        this.files = files;
        this.path = path;
        this.text = content == null ? "" : content;
    }

    public static MemInfoFile ofMachine(SystemFiles files) {
        return new MemInfoFile(files, "proc/meminfo");
    }

    public static MemInfoFile ofNode(SystemFiles files, int node) {
        return new MemInfoFile(files, NodeReader.folder(node) + "/meminfo");
    }

    /** The value of that name in bytes; empty if the file does not have it. */
    public OptionalLong bytes(String name) {
        Matcher line = Pattern.compile("(?:^|\\s)" + Pattern.quote(name) + ":\\s*(\\d{1,15}) kB")
                .matcher(text);
        return line.find() ? OptionalLong.of(Long.parseLong(line.group(1)) << 10) : OptionalLong.empty();
    }

    /** The number of that name; -1 if the file does not have it. */
    long count(String name) {
        Matcher line = Pattern.compile("(?:^|\\s)" + Pattern.quote(name) + ":\\s*(\\d{1,10})(?!\\d| kB)")
                .matcher(text);
        return line.find() ? Long.parseLong(line.group(1)) : UNKNOWN;
    }

    /** Size of the memory in bytes; -1 if unknown. */
    long totalBytes() {
        return bytes("MemTotal").orElse(UNKNOWN);
    }

    /** Unused memory in bytes; -1 if unknown. */
    long freeBytes() {
        return bytes("MemFree").orElse(UNKNOWN);
    }

    void noteUnknownSizes() {
        if (totalBytes() == UNKNOWN || freeBytes() == UNKNOWN) {
            files.note(path, "no MemTotal or no MemFree; that size is unknown");
        }
    }
}
