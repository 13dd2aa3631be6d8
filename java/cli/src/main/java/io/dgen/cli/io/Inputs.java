package io.dgen.cli.io;

import io.dgen.cli.exit.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** Opens INPUT. */
public final class Inputs {
    private Inputs() {}

    /** The checks that need no open file. */
    public static void check(Target target, boolean direct) throws Failure {
        if (target.kind() == FileKind.DIRECTORY) {
            throw Failure.usage(target.name() + " is a directory: expected a file, a block device or -");
        }
        if (direct && !target.isSeekable()) {
            throw Failure.usage("--direct: expected INPUT to be a file or a block device, not " + target.name());
        }
    }

    /** @param directBlockBytes the block size for direct I/O; 0 for I/O through the page cache */
    public static Source open(Target target, long directBlockBytes, Stdio stdio) throws Failure {
        if (target.isStandard()) {
            return new StreamSource(stdio.in(), new PipeBuffer(0));
        }
        try {
            FileChannel channel = FileChannel.open(target.path(), StandardOpenOption.READ);
            if (!target.isSeekable()) {
                return new StreamSource(channel, new PipeBuffer(PipeBuffer.NO_DESCRIPTOR));
            }
            DirectFile file =
                    directBlockBytes > 0 ? openDirect(target, channel, directBlockBytes) : DirectFile.buffered(channel);
            return new FileSource(file, target.kind() == FileKind.BLOCK_DEVICE);
        } catch (IOException e) {
            throw Failure.io(target.name(), e);
        }
    }

    private static DirectFile openDirect(Target target, FileChannel channel, long blockBytes)
            throws IOException, Failure {
        try {
            return DirectFile.direct(channel, target.path(), blockBytes, StandardOpenOption.READ);
        } catch (IOException e) {
            channel.close();
            throw Failure.io("--direct: the file system of " + target.name() + " refuses direct I/O", e);
        }
    }
}
