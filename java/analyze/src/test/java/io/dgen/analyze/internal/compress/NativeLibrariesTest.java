// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.compress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class NativeLibrariesTest {
    /** Another user could replace a library in a shared folder before it is loaded. */
    @Test
    void onlyTheOwnerCanAccessTheFolder() throws Exception {
        var _ = NativeLibraries.lz4Failure();
        Path folder = Path.of(System.getProperty("aircompressor.tmpdir"));
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "the file system has no permissions");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(folder).isEmptyDirectory();
    }
}
