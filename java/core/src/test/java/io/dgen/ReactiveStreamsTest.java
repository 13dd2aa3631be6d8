// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.dgen.testing.Configs;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;
import org.testng.SkipException;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** The tests of the Reactive Streams specification, for the publisher of a range and for the verifying subscriber. */
class ReactiveStreamsTest {
    private static final int CHUNK_BYTES = 4096;
    /** In milliseconds. The publisher signals before a request returns: there is nothing to wait for. */
    private static final int TIMEOUT = 100;

    private static final int SILENCE = 5;

    @TestFactory
    Stream<DynamicTest> thePublisherKeepsAllRules() {
        return tests(PublisherRules.class, PublisherRules::new);
    }

    @TestFactory
    Stream<DynamicTest> theSubscriberKeepsAllRules() {
        return tests(SubscriberRules.class, SubscriberRules::new);
    }

    /** Each test of the kit uses an object of its own. */
    private static <T> Stream<DynamicTest> tests(Class<T> type, Supplier<T> create) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .sorted(Comparator.comparing(Method::getName))
                .map(method -> dynamicTest(method.getName(), () -> run(create.get(), method)));
    }

    private static void run(Object rules, Method test) throws Throwable {
        try {
            runAll(rules, BeforeClass.class);
            runAll(rules, BeforeMethod.class);
            test.invoke(rules);
            runAll(rules, AfterClass.class);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SkipException skip) {
                throw new TestAbortedException(skip.getMessage());
            }
            throw e.getCause();
        }
    }

    private static void runAll(Object rules, Class<? extends Annotation> annotation)
            throws ReflectiveOperationException {
        for (Method method : rules.getClass().getMethods()) {
            if (method.isAnnotationPresent(annotation)) {
                method.invoke(rules);
            }
        }
    }

    private static DataRange range(long bytes) {
        return new DataStream(Configs.of(new Recipe(5, 6, bytes, 4096, 1))).range();
    }

    /** Public, because the kit is called by reflection. */
    public static final class PublisherRules extends FlowPublisherVerification<ByteBuffer> {
        PublisherRules() {
            super(new TestEnvironment(TIMEOUT, SILENCE));
        }

        @Override
        public Flow.Publisher<ByteBuffer> createFlowPublisher(long elements) {
            return range(elements * CHUNK_BYTES).publisher(CHUNK_BYTES);
        }

        @Override
        public long maxElementsFromPublisher() {
            return Long.MAX_VALUE / CHUNK_BYTES;
        }

        /** One that fails when it is subscribed to; there is none. */
        @Override
        public Flow.@Nullable Publisher<ByteBuffer> createFailedFlowPublisher() {
            return null;
        }
    }

    /** Public, because the kit is called by reflection. */
    public static final class SubscriberRules extends FlowSubscriberBlackboxVerification<ByteBuffer> {
        SubscriberRules() {
            super(new TestEnvironment(TIMEOUT, SILENCE));
        }

        @Override
        public Flow.Subscriber<ByteBuffer> createFlowSubscriber() {
            return range(1 << 20).verifier();
        }

        @Override
        public ByteBuffer createElement(int element) {
            return ByteBuffer.allocate(100 + element);
        }
    }
}
