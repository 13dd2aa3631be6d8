package io.dgen.internal.numa;

/** Memory could not be had as asked. */
public final class PlacementException extends Exception {
    private static final long serialVersionUID = 1;

    PlacementException(String message) {
        super(message);
    }
}
