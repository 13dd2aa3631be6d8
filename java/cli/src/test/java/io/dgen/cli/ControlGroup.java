// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Assumptions;

/** A control group of version 1 for one controller, which is removed at the end. Needs root and the mount. */
record ControlGroup(Path folder) implements AutoCloseable {
    /** Skips the test, and prints the reason, if the group cannot be made. */
    static ControlGroup of(String controller, String limit, String value) {
        Path parent = Path.of("/sys/fs/cgroup", controller);
        Path folder = parent.resolve("dgen-test-" + ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));
        ControlGroup group = new ControlGroup(folder);
        try {
            Files.createDirectory(folder);
            Files.writeString(folder.resolve(limit), value);
        } catch (IOException e) {
            group.close();
            String reason = "skipped: no control group for " + limit + " can be made: " + e;
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        return group;
    }

    /** {@return a shell command that moves the shell into the group} */
    String join() {
        return "echo $$ >" + folder.resolve("cgroup.procs");
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            System.out.println(folder + " remains: " + e);
        }
    }
}
