// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import io.dgen.Recipe;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** The version of the build and of the recipe format, such as {@code dgen 0.1.0 (format 1)}. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {text()};
    }

    static String text() {
        try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
            String version = in == null ? "dgen" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            return version + " (format " + Recipe.FORMAT_VERSION + ")";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
