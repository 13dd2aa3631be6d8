// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UndecodableArgumentTest {
    @TempDir
    private Path dir;

    /** @param bytes each character stands for one byte */
    private @Nullable String find(Charset charset, String... bytes) throws IOException {
        String line = "java\0-jar\0dgen\377.jar\0" + String.join("\0", bytes) + "\0";
        Path file = Files.write(dir.resolve("cmdline"), line.getBytes(ISO_8859_1));
        String[] args = Arrays.stream(bytes)
                .map(b -> new String(b.getBytes(ISO_8859_1), charset))
                .toArray(String[]::new);
        return UndecodableArgument.find(args, file, charset);
    }

    @Test
    void namesThatDecodeAreAccepted() throws IOException {
        assertThat(find(UTF_8, "verify", "\303\266", "\360\237\230\200", "")).isNull();
        assertThat(find(ISO_8859_1, "verify", "\366\377")).isNull();
        assertThat(UndecodableArgument.find(new String[0])).isNull();
    }

    @Test
    void theReplacementCharacterItselfIsAName() throws IOException {
        assertThat(find(UTF_8, "verify", "\357\277\275")).isNull();
    }

    @Test
    void bytesThatDoNotDecodeAreShownAsAShellWord() throws IOException {
        assertThat(find(UTF_8, "verify", "\303\266", "it's \377\\\n"))
                .isEqualTo("argument $'it\\'s \\xff\\\\\\x0a': cannot be decoded by the charset of the locale, UTF-8");
        assertThat(find(UTF_8, "\355\240\200")).contains("$'\\xed\\xa0\\x80'");
        assertThat(find(UTF_8, "\303")).contains("$'\\xc3'");
        assertThat(find(US_ASCII, "verify", "--size", "a\303\266"))
                .isEqualTo("argument $'a\\xc3\\xb6': cannot be decoded by the charset of the locale, US-ASCII");
    }

    @Test
    void withoutTheBytesTheReplacementIsRefused() {
        assertThat(UndecodableArgument.find(new String[] {"a\uFFFD"}, dir.resolve("missing"), UTF_8))
                .isEqualTo("argument $'a\\xef\\xbf\\xbd': cannot be decoded by the charset of the locale, UTF-8");
    }
}
