// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens files of a directory tree, which may have been replaced by symbolic links. */
public final class RegularFile {
    private RegularFile() {}

    /**
     * {@return a sink that is a new file}
     *
     * @param directBlockBytes {@link Endpoint#directBlockBytes()} for direct I/O; 0 for I/O through the page cache
     * @throws java.nio.file.FileAlreadyExistsException if there is anything at the path, also a link
     */
    public static Sink create(Path path, long directBlockBytes) throws IOException {
        return new FileSink(open(path, directBlockBytes, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), 0);
    }

    /**
     * {@return a source that is an existing file}
     *
     * @param directBlockBytes as for {@link #create}
     * @throws IOException also if there is a symbolic link at the path
     */
    public static Source open(Path path, long directBlockBytes) throws IOException {
        return new FileSource(
                open(path, directBlockBytes, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS), 0, false);
    }

    /**
     * {@return a sink that is an existing file, of which it replaces bytes}
     *
     * @param directBlockBytes as for {@link #create}
     * @throws IOException also if there is a symbolic link at the path
     */
    public static Sink openInPlace(Path path, long directBlockBytes) throws IOException {
        return new FileSink(open(path, directBlockBytes, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS), 0);
    }

    private static DirectFile open(Path path, long directBlockBytes, StandardOpenOption access, OpenOption more)
            throws IOException {
        return DirectFile.of(FileChannel.open(path, access, more), path, directBlockBytes, access);
    }
}
