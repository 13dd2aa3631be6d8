// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.exit;

import io.dgen.AvailableMemory;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names the limit that caused an error, so that the user knows what to raise. */
public final class ResourceLimits {
    /** The text of EMFILE. */
    private static final String NO_DESCRIPTOR = "Too many open files";

    private static final String LIMIT_LINE = "(?m)^%s +(\\d+|unlimited) ";

    private ResourceLimits() {}

    /** Loads this class while there are descriptors for its file. */
    public static void prepare() {}

    /** {@return the message for an error, or for the cause of one, that a resource limit explains; null for others} */
    public static @Nullable String explain(Throwable error) {
        for (@Nullable Throwable e = error; e != null; e = e.getCause()) {
            if (e instanceof OutOfMemoryError memory) {
                return ofMemory(String.valueOf(memory.getMessage()));
            }
            if (e instanceof IOException io && isNoDescriptor(io.getMessage())) {
                return reason(String.valueOf(io.getMessage()));
            }
        }
        return isOutOfDescriptors() ? reason(NO_DESCRIPTOR) : null;
    }

    /** {@return the reason, and the limit if it is a limit of the process} */
    static String reason(String reason) {
        return isNoDescriptor(reason) ? reason + " (" + current("Max open files", "ulimit -n") + ")" : reason;
    }

    /** Classes and native libraries are files, too. Their errors do not name the cause. */
    private static boolean isOutOfDescriptors() {
        try (FileInputStream ignored = new FileInputStream("/dev/null")) {
            return false;
        } catch (IOException e) {
            return String.valueOf(e.getMessage()).contains(NO_DESCRIPTOR);
        }
    }

    private static boolean isNoDescriptor(@Nullable String message) {
        return message != null && message.endsWith(NO_DESCRIPTOR);
    }

    private static String ofMemory(String message) {
        if (message.contains("native thread")) {
            return "out of threads: the system refuses another one; raise " + current("Max processes", "ulimit -u")
                    + ", pids.max of the control group, or the memory limit";
        }
        if (message.contains("heap") || message.contains("GC overhead") || message.contains("array size")) {
            return "out of memory: " + message + "; the heap has at most "
                    + Runtime.getRuntime().maxMemory()
                    + " bytes: raise the memory limit, or set DGEN_JAVA_OPTS=-Xmx...";
        }
        AvailableMemory available = AvailableMemory.now();
        return "out of memory: " + message + "; " + available.bytes() + " bytes are available (" + available.limit()
                + ")";
    }

    /** {@return the command that shows the limit, and its value if it is known} */
    private static String current(String name, String command) {
        try {
            Matcher line =
                    Pattern.compile(LIMIT_LINE.formatted(name)).matcher(Files.readString(Path.of("/proc/self/limits")));
            return line.find() ? command + " " + line.group(1) : command;
        } catch (IOException e) {
            return command; // no /proc, or no descriptor to read it
        }
    }
}
