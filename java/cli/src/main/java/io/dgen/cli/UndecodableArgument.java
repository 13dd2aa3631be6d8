// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds arguments that Java has changed. Names of files are bytes. Java decodes them by the charset of the locale and
 * replaces each byte that has no meaning there by U+FFFD, which would silently name another file.
 */
final class UndecodableArgument {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final char REPLACEMENT = '\uFFFD';

    private UndecodableArgument() {}

    /** {@return a message about the first argument of this process that was not decoded; null if there is none} */
    static @Nullable String find(String[] args) {
        return find(args, COMMAND_LINE, Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
    }

    /** @param commandLine a file with the arguments of the process as bytes, each followed by a zero byte */
    static @Nullable String find(String[] args, Path commandLine, Charset charset) {
        List<byte[]> originals = null;
        for (int i = 0; i < args.length; i++) {
            if (args[i].indexOf(REPLACEMENT) >= 0) {
                originals = originals != null ? originals : read(commandLine);
                int at = originals.size() - args.length + i; // options of the JVM come first
                byte[] original = at >= 0 ? originals.get(at) : new byte[0];
                if (!isDecodable(original, charset)) {
                    return "argument " + quote(original.length > 0 ? original : args[i].getBytes(charset))
                            + ": cannot be decoded by the charset of the locale, " + charset;
                }
            }
        }
        return null;
    }

    private static List<byte[]> read(Path commandLine) {
        List<byte[]> arguments = new ArrayList<>();
        try {
            byte[] bytes = Files.readAllBytes(commandLine);
            int start = 0;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == 0) {
                    arguments.add(Arrays.copyOfRange(bytes, start, i));
                    start = i + 1;
                }
            }
        } catch (IOException e) {
            // Without /proc, an argument with the replacement is refused.
        }
        return arguments;
    }

    /** Empty stands for unknown bytes. */
    private static boolean isDecodable(byte[] bytes, Charset charset) {
        try {
            charset.newDecoder().decode(ByteBuffer.wrap(bytes));
            return bytes.length > 0;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** {@return the bytes as a shell word, {@code $'a\xff'}} */
    private static String quote(byte[] bytes) {
        StringBuilder word = new StringBuilder("$'");
        for (byte b : bytes) {
            if (b == '\'' || b == '\\') {
                word.append('\\').append((char) b);
            } else if (b >= ' ' && b <= '~') {
                word.append((char) b);
            } else {
                word.append("\\x").append(HexFormat.of().toHexDigits(b));
            }
        }
        return word.append('\'').toString();
    }
}
