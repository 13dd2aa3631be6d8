// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.UnsuitableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file with the line of the set in a directory. It is replaced by another file when no run has locks on it, and changed in
 * place when other runs have. Exceptions name it.
 */
record LineFile(Path directory) {
    private static final int MAX_BYTES = 1 << 20;

    private static final Pattern LINE_ENDS = Pattern.compile("\n+\\z");

    /** Temporary files of the set have smaller numbers. */
    static final long LEAST_TEMPORARY = 1L << 62;

    String directoryName() {
        return directory.toString();
    }

    private Path path() {
        return directory.resolve(SetPlace.LINE_FILE);
    }

    boolean exists() throws IOException {
        return key() != null;
    }

    /**
     * {@return what identifies the file, whatever its name; null if there is none}
     *
     * @throws UnsuitableException if it is no regular file
     */
    @Nullable
    Object key() throws IOException {
        try {
            BasicFileAttributes attributes = SetDirectory.read(path());
            if (attributes != null && !attributes.isRegularFile()) {
                throw new UnsuitableException(
                        path() + " is a " + SetDirectory.kind(path(), attributes) + ": expected a file");
            }
            return attributes == null ? null : Objects.requireNonNullElse(attributes.fileKey(), "without a key");
        } catch (IOException e) {
            throw named(e);
        }
    }

    /** Opens the file to read, and for more. Links are not followed. */
    FileChannel open(StandardOpenOption... more) throws IOException {
        Set<OpenOption> options = new HashSet<>(List.of(more));
        options.add(StandardOpenOption.READ);
        options.add(LinkOption.NOFOLLOW_LINKS);
        try {
            return FileChannel.open(path(), options);
        } catch (IOException e) {
            throw named(e);
        }
    }

    /** {@return the contents of the open file, without line ends that a killed run has left} */
    static String read(FileChannel channel) throws IOException {
        try {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), MAX_BYTES));
            while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
                // the rest
            }
            return LINE_ENDS
                    .matcher(StandardCharsets.UTF_8.decode(bytes.flip()))
                    .replaceFirst("\n");
        } catch (IOException e) {
            throw named(e);
        }
    }

    /**
     * Writes over the present text in one call, so that a kill leaves one of the two. The device needs space only if the text
     * becomes longer.
     */
    static void write(FileChannel channel, String text) throws IOException {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            byte[] padded = Arrays.copyOf(bytes, (int) Math.max(bytes.length, channel.size()));
            Arrays.fill(padded, bytes.length, padded.length, (byte) '\n');
            ByteBuffer buffer = ByteBuffer.wrap(padded);
            while (buffer.hasRemaining()) {
                channel.write(buffer, buffer.position());
            }
            channel.truncate(bytes.length);
            channel.force(true);
        } catch (IOException e) {
            throw named(e);
        }
    }

    /**
     * Replaces the file in one step: a full device leaves the old one.
     *
     * @param isAlone whether no other run replaces it at the same time: a temporary file is then of a run that was killed
     */
    void replace(String text, boolean isAlone) throws IOException {
        Path temporary = SetDirectory.temporary(
                path(),
                isAlone ? LEAST_TEMPORARY : ThreadLocalRandom.current().nextLong(LEAST_TEMPORARY + 1, Long.MAX_VALUE));
        if (isAlone) {
            delete(temporary);
        }
        try (FileChannel channel =
                FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            Files.move(temporary, path(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw named(e);
        }
    }

    void delete() throws IOException {
        delete(path());
    }

    private static void delete(Path path) throws IOException {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw named(e);
        }
    }

    private static IOException named(IOException e) {
        return e instanceof UnsuitableException ? e : new IOException(SetPlace.LINE_FILE + ": " + Failure.reason(e), e);
    }
}
