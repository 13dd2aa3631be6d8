package io.dgen.benchmarks;

import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.Tier;
import java.util.concurrent.CountDownLatch;

/** Fills an array, again and again until it is stopped. */
public final class ArrayFiller implements Runnable {
    private final DataStream stream;
    private final byte[] array;
    private final CountDownLatch first = new CountDownLatch(1);
    private volatile boolean stopped;

    public ArrayFiller(Engine engine, int bytes) {
        stream = Workload.stream(engine, Tier.AUTO);
        array = new byte[bytes];
    }

    @Override
    public void run() {
        stream.fill(0, array);
        first.countDown();
        while (!stopped) {
            stream.fill(0, array);
        }
    }

    /** Returns when the array has been filled once. */
    public void awaitFirst() throws InterruptedException {
        first.await();
    }

    /** Lets it end after the fill at hand. */
    public void stop() {
        stopped = true;
    }
}
