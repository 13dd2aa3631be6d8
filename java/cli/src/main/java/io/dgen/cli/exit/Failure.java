// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.exit;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.function.Supplier;

/** Ends a command with an exit status and a message of one line. */
public final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    private Failure(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** The command line is wrong; nothing was done. */
    public static Failure usage(String message) {
        return new Failure(ExitStatus.USAGE, message);
    }

    /** @throws Failure for a wrong command line if the condition does not hold */
    public static void unless(boolean isRight, String message) throws Failure {
        if (!isRight) {
            throw usage(message);
        }
    }

    /**
     * Returns a value of the command line.
     *
     * @param prefix of the message
     * @throws Failure if the supplier refuses the value with an {@link IllegalArgumentException}
     */
    public static <T> T translate(String prefix, Supplier<T> value) throws Failure {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw usage(prefix + e.getMessage());
        }
    }

    /** Reading or writing failed, or a resource limit was reached. */
    public static Failure io(String message) {
        return new Failure(ExitStatus.IO, message);
    }

    /** @param name of the file or stream, for the message */
    public static Failure io(String name, IOException e) {
        return io(name + ": " + reason(e));
    }

    /** Ends the command without a line, because all messages are already printed. */
    public static Failure silent(int status) {
        return new Failure(status, "");
    }

    /** {@return the message of one line; empty if there is nothing to print} */
    public String line() {
        return String.valueOf(getMessage());
    }

    public int status() {
        return status;
    }

    /** {@return the cause, without the file name that NIO exceptions begin with or consist of} */
    public static String reason(Exception e) {
        return ResourceLimits.reason(plainReason(e));
    }

    private static String plainReason(Exception e) {
        return switch (e) {
            case NoSuchFileException _ -> "no such file or directory";
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "exists";
            case DirectoryNotEmptyException _ -> "directory is not empty";
            case NotDirectoryException _ -> "not a directory";
            case FileSystemException f when f.getReason() != null -> f.getReason();
            default -> e.getMessage() != null ? e.getMessage() : e.getClass().getSimpleName();
        };
    }
}
