// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

/** Makes calls at a given distance from the end of the stack. */
public final class StackEnd {
    private static final int STACK_BYTES = 512 << 10;

    private final int free;
    private final Runnable call;
    private boolean isCalled;

    private StackEnd(int free, Runnable call) {
        this.free = free;
        this.call = call;
    }

    /** Runs the body in a thread with a small stack, so that its end is reached fast. The body must not throw. */
    public static void run(Runnable body) throws InterruptedException {
        Thread thread = new Thread(null, body, "small stack", STACK_BYTES);
        thread.start();
        thread.join();
    }

    /** Calls with so many frames of a recursion left. */
    public static void call(int free, Runnable call) {
        new StackEnd(free, call).descend();
    }

    /** Returns the number of frames between this one and the end of the stack. */
    @SuppressWarnings("InfiniteRecursion") // that is how it finds the end
    private int descend() {
        int below = 0;
        try {
            below = 1 + descend();
        } catch (StackOverflowError e) {
            if (isCalled) {
                throw e;
            }
        }
        if (below == free && !isCalled) {
            isCalled = true;
            call.run();
        }
        return below;
    }
}
