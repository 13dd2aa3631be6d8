// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ScanThreadsTest {
    /** The factory throws what the JVM throws when the system refuses a thread. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4})
    void goOnWithTheThreadsThatStart(int most) {
        AtomicInteger started = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        try (ScanThreads threads = new ScanThreads(4, task -> {
            if (started.get() == most) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            started.incrementAndGet();
            return Thread.ofPlatform().unstarted(task);
        })) {
            for (int i = 0; i < 100; i++) {
                threads.execute(() -> {
                    used.add(Thread.currentThread());
                    done.incrementAndGet();
                });
            }
        }
        assertThat(done).hasValue(100);
        assertThat(started).hasValue(most);
        assertThat(used.contains(Thread.currentThread())).isEqualTo(most == 0);
    }
}
