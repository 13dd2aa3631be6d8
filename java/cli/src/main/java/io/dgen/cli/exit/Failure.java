package io.dgen.cli.exit;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Ends a command with one line for the user and an exit status. */
public final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    private Failure(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    public static Failure usage(String message) {
        return new Failure(ExitStatus.USAGE, message);
    }

    public static Failure io(String message) {
        return new Failure(ExitStatus.IO, message);
    }

    public static Failure io(String what, IOException e) {
        return io(what + ": " + reason(e));
    }

    /** For what needs no words any more. */
    public static Failure silent(int status) {
        return new Failure(status, "");
    }

    /** The one line; empty if there is none. */
    public String line() {
        return String.valueOf(getMessage());
    }

    public int status() {
        return status;
    }

    /** What went wrong, without the file's name that NIO puts in front or has alone. */
    public static String reason(Exception e) {
        return switch (e) {
            case NoSuchFileException _ -> "no such file or directory";
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "exists";
            case FileSystemException f when f.getReason() != null -> f.getReason();
            default -> e.getMessage() != null ? e.getMessage() : e.getClass().getSimpleName();
        };
    }
}
