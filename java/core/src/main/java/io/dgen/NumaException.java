package io.dgen;

/** Memory could not be had where it was asked for. Nothing was allocated. */
public final class NumaException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    NumaException(String message) {
        super(message);
    }

    NumaException(String message, Throwable cause) {
        super(message, cause);
    }
}
