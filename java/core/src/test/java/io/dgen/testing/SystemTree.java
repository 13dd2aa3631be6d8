// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Writes the files of /proc and /sys of a machine below a root folder. */
public final class SystemTree {
    private static final int TAR_BLOCK = 512;

    private final Path root;

    public SystemTree(Path root) {
        this.root = root;
    }

    public Path root() {
        return root;
    }

    /** Writes a file, and creates its parent folders. */
    public SystemTree file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private SystemTree file(String path, byte[] bytes) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SystemTree folder(String path) {
        try {
            Files.createDirectories(root.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SystemTree delete(String path) {
        try {
            Files.delete(root.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the files of a node; sizes are in KiB. */
    public SystemTree node(int id, String cpuList, long totalKib, long freeKib, String distances) {
        String folder = "sys/devices/system/node/node" + id;
        return file(folder + "/cpulist", cpuList + "\n")
                .file(
                        folder + "/meminfo",
                        "Node %1$d MemTotal: %2$10d kB\nNode %1$d MemFree: %3$11d kB\n"
                                .formatted(id, totalKib, freeKib))
                .file(folder + "/distance", distances + "\n");
    }

    /** Writes the files that list the CPUs of the core and of the socket of a CPU. */
    public SystemTree cpu(int id, String coreList, String socketList) {
        String folder = "sys/devices/system/cpu/cpu" + id + "/topology";
        return file(folder + "/core_cpus_list", coreList + "\n").file(folder + "/package_cpus_list", socketList + "\n");
    }

    public SystemTree online(String nodeList, String cpuList) {
        return file("sys/devices/system/node/online", nodeList + "\n")
                .file("sys/devices/system/cpu/online", cpuList + "\n");
    }

    public SystemTree allowed(String cpuList, String nodeList) {
        return file(
                "proc/self/status",
                "Name:\tjava\nCpus_allowed:\tff\nCpus_allowed_list:\t%s\nMems_allowed:\t3\nMems_allowed_list:\t%s\n"
                        .formatted(cpuList, nodeList));
    }

    /** Unpacks the files of an archive among the test resources, without the archive's first folder. */
    public SystemTree unpack(String name) {
        String resource = "/sysfs/" + name + ".tar.gz";
        try (InputStream packed = Objects.requireNonNull(SystemTree.class.getResourceAsStream(resource), resource);
                InputStream tar = new GZIPInputStream(packed)) {
            byte[] header = tar.readNBytes(TAR_BLOCK);
            while (header.length == TAR_BLOCK && header[0] != 0) {
                String path = field(header, 0, 100);
                int length = Integer.parseInt(field(header, 124, 12), 8);
                byte[] content = tar.readNBytes(length);
                tar.skipNBytes(-length & TAR_BLOCK - 1);
                if (header[156] == '0') {
                    file(path.substring(path.indexOf('/') + 1), content);
                }
                header = tar.readNBytes(TAR_BLOCK);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String field(byte[] header, int offset, int length) {
        String text = new String(header, offset, length, StandardCharsets.US_ASCII);
        int end = text.indexOf('\0');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }
}
