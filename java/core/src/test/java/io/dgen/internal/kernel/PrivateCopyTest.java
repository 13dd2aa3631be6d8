// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.kernel;

import static io.dgen.internal.kernel.EngineReports.answers;
import static io.dgen.internal.kernel.EngineReports.assertFallsBack;
import static io.dgen.internal.kernel.EngineReports.classPath;
import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.Engine;
import io.dgen.testing.Forked;
import io.dgen.testing.Skip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** If the library cannot be unpacked, the reason names the folder, the cause and the properties that help. */
class PrivateCopyTest {
    private static final String HELP =
            "; name another folder with -Ddgen.tmpdir," + " or an unpacked library with -Ddgen.library.path";

    @TempDir
    Path folder;

    @BeforeEach
    void needsTheLibrary() {
        Skip.unless(
                Files.exists(LoadingTest.LIBRARY),
                "built without the native library: no " + LoadingTest.LIBRARY.getFileName());
    }

    private static void assertReason(Path tmpdir, String cause) {
        assertFallsBack(
                classPath("-Ddgen.tmpdir=" + tmpdir),
                Engine.VECTOR,
                "cannot load libdgen.so from a copy in " + tmpdir + ": " + cause,
                HELP);
    }

    @Test
    void aRelativeFolderIsInTheWorkingFolder() throws IOException {
        Files.createDirectory(folder.resolve("tmp"));
        for (String relative : new String[] {"tmp", "./tmp", "../" + folder.getFileName() + "/tmp", "."}) {
            Forked.Result result =
                    classPath("-Ddgen.tmpdir=" + relative).in(folder).run("auto");
            assertThat(answers(result)).as(relative).containsEntry("auto", "NATIVE NATIVE NATIVE");
        }
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void theSystemsFolderCanBeWrongToo() {
        Path missing = folder.resolve("missing");
        assertFallsBack(
                classPath("-Djava.io.tmpdir=" + missing),
                Engine.VECTOR,
                "copy in " + missing + ": it does not exist",
                HELP);
    }

    @Test
    void missing() {
        assertReason(folder.resolve("missing"), "it does not exist" + HELP);
    }

    @Test
    void danglingLink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("missing"));
        assertReason(link, "it is a link to a folder that does not exist" + HELP);
    }

    @Test
    void file() throws IOException {
        assertReason(Files.createFile(folder.resolve("file")), "Not a directory" + HELP);
    }

    @Test
    void tooLongPath() {
        assertReason(folder.resolve("x".repeat(300)), "File name too long" + HELP);
    }

    /** Not even root can create folders in /sys. */
    @Test
    void notWritable() {
        Skip.unless(Files.isDirectory(Path.of("/sys/kernel")), "/sys is not mounted");
        assertFallsBack(classPath("-Ddgen.tmpdir=/sys"), Engine.VECTOR, "copy in /sys: ", HELP);
    }

    @Test
    void noSpace() throws Exception {
        onFileSystem("size=8k", () -> {
            assertReason(folder, "No space left on device" + HELP);
            assertThat(folder).isEmptyDirectory();
        });
    }

    @Test
    void noInodes() throws Exception {
        onFileSystem(
                "size=8m,nr_inodes=1",
                () -> assertReason(folder, "No space left on device for another file (it has free bytes)" + HELP));
    }

    @Test
    void readOnly() throws Exception {
        onFileSystem("ro", () -> assertReason(folder, "Read-only file system" + HELP));
    }

    @Test
    void noexec() throws Exception {
        onFileSystem("noexec", () -> {
            assertReason(folder, "");
            assertFallsBack(classPath("-Ddgen.tmpdir=" + folder), Engine.VECTOR, " (is it mounted noexec?)" + HELP);
        });
    }

    /** Only root can become another user. */
    @Test
    void folderOfAnotherUser() throws Exception {
        asAnotherUser(user -> assertFallsBack(
                classPath("-Ddgen.tmpdir=" + folder).by(user),
                Engine.VECTOR,
                "copy in " + folder + ": this user may not write to it",
                HELP));
        assertThat(folder).isEmptyDirectory();
    }

    /** The folder of the sticky kind, as /tmp: the copy belongs to the other user, and is deleted. */
    @Test
    void sharedFolderOfAnotherUser() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        asAnotherUser(user -> assertThat(
                        answers(classPath("-Ddgen.tmpdir=" + folder).by(user).run("auto")))
                .containsEntry("auto", "NATIVE NATIVE NATIVE"));
        assertThat(folder).isEmptyDirectory();
    }

    private static void asAnotherUser(CheckOfUser check) throws IOException, InterruptedException {
        String[] user = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};
        Skip.unless(
                run(
                        "setpriv",
                        "--reuid=65534",
                        "--regid=65534",
                        "--clear-groups",
                        "test",
                        "-r",
                        LoadingTest.LIBRARY.toString()),
                "this user cannot become another user, or that one may not read " + LoadingTest.LIBRARY);
        check.run(user);
    }

    private interface CheckOfUser {
        void run(String[] user) throws IOException;
    }

    private interface Check {
        void run() throws IOException;
    }

    private void onFileSystem(String options, Check check) throws IOException, InterruptedException {
        boolean isMounted = run("mount", "-t", "tmpfs", "-o", options, "dgen-test", folder.toString());
        Skip.unless(isMounted, "this user cannot mount file systems");
        try {
            check.run();
        } finally {
            assertThat(run("umount", folder.toString())).isTrue();
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such program
        }
    }
}
