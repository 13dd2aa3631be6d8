// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import org.jspecify.annotations.Nullable;

/** The runs that write files of a set at the moment, as far as their locks can be found out ({@link Claim}). */
final class OtherRuns implements Closeable {
    private final @Nullable FileChannel channel;

    private OtherRuns(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    static OtherRuns of(LineFile line) {
        try {
            return new OtherRuns(line.exists() ? line.open() : null);
        } catch (IOException e) {
            return new OtherRuns(null); // the set is known without the file
        }
    }

    /** {@return whether one of them writes a temporary file} */
    boolean write(long temporaryNumber) {
        if (channel == null) {
            return false;
        }
        long lockedByte = temporaryNumber < LineFile.LEAST_TEMPORARY ? temporaryNumber : Claim.LINE_BYTE;
        try (FileLock lock = channel.tryLock(lockedByte, 1, true)) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false; // the file system has no locks
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
