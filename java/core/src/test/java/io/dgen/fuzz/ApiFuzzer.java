// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.fuzz;

import io.dgen.MultipartDigest;
import io.dgen.StreamDigest;
import io.dgen.testing.Repository;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Calls random public methods with random arguments. A call may return, or throw what its Javadoc names.
 *
 * <p>Arguments: seed, calls of each thread, threads. Several threads share the objects, so that each is used and closed
 * at the same time. The JVM must survive: this program runs in its own.
 */
final class ApiFuzzer {
    private static final ScheduledExecutorService INTERRUPTS = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());

    private static final Set<Class<?>> DIGESTS = Set.of(StreamDigest.class, MultipartDigest.class);

    private final List<Executable> members = PublicApi.members();
    private final DocumentedExceptions documented =
            new DocumentedExceptions(Repository.root().resolve("java/core/src/main/java/io/dgen"));
    private final LiveObjects live;

    private ApiFuzzer(long seed) throws Exception {
        live = new LiveObjects(new SplittableRandom(seed));
    }

    public static void main(String[] args) throws Exception {
        long seed = Long.parseLong(args[0]);
        int calls = Integer.parseInt(args[1]);
        int threads = Integer.parseInt(args[2]);
        ApiFuzzer fuzzer = new ApiFuzzer(seed);
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            RandomGenerator random = new SplittableRandom(seed + 1 + i);
            running.add(Thread.ofPlatform().start(() -> fuzzer.run(random, calls)));
        }
        for (Thread thread : running) {
            thread.join();
        }
        System.out.println("calls: " + (long) calls * threads);
    }

    private void run(RandomGenerator random, int calls) {
        RandomValues values = new RandomValues(random, live);
        for (int i = 0; i < calls; i++) {
            Executable member = members.get(random.nextInt(members.size()));
            Object receiver = null;
            if (member instanceof Method && !Modifier.isStatic(member.getModifiers())) {
                receiver = values.receiver(member.getDeclaringClass());
                if (receiver == null) {
                    continue;
                }
            }
            call(i, member, receiver, arguments(member, values));
        }
    }

    private static @Nullable Object[] arguments(Executable member, RandomValues values) {
        return Arrays.stream(member.getGenericParameterTypes())
                .map((Type type) -> values.of(type))
                .toArray();
    }

    private void call(int number, Executable member, @Nullable Object receiver, @Nullable Object[] arguments) {
        Future<?> interrupt = interruptIfItWaits(member);
        try {
            live.add(
                    member instanceof Method method
                            ? method.invoke(receiver, arguments)
                            : ((Constructor<?>) member).newInstance(arguments));
            if (!nullParameters(member, arguments).isEmpty()) {
                report(number, member, arguments, new AssertionError("returned although an argument is null"));
            }
        } catch (InvocationTargetException e) {
            if (!isLegal(member, arguments, e.getCause())) {
                report(number, member, arguments, e.getCause());
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(member.toString(), e);
        } finally {
            interrupt.cancel(false);
            Thread.interrupted();
        }
    }

    /** The digest of a stream of 1 EiB takes a year. */
    private static Future<?> interruptIfItWaits(Executable member) {
        boolean makesAll =
                DIGESTS.contains(member.getDeclaringClass()) && member.getName().equals("of");
        return makesAll || List.of(member.getExceptionTypes()).contains(InterruptedException.class)
                ? INTERRUPTS.schedule(Thread.currentThread()::interrupt, 10, TimeUnit.MILLISECONDS)
                : CompletableFuture.completedFuture(null);
    }

    /** The exception for a null argument names the parameter; for a null inside an argument, it need not. */
    private boolean isLegal(Executable member, @Nullable Object[] arguments, Throwable thrown) {
        if (thrown instanceof NullPointerException) {
            boolean namesArgument = String.valueOf(thrown.getMessage()).matches("\\w+");
            return namesArgument && !nullParameters(member, arguments).isEmpty()
                    || Arrays.stream(arguments).anyMatch(ApiFuzzer::holdsNull);
        }
        return documented.allows(member, thrown);
    }

    /** The names of the parameters that may not be null but are. */
    private static Set<String> nullParameters(Executable member, @Nullable Object[] arguments) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] == null && !member.getAnnotatedParameterTypes()[i].isAnnotationPresent(Nullable.class)) {
                names.add(member.getParameters()[i].getName());
            }
        }
        return names;
    }

    private static boolean holdsNull(@Nullable Object argument) {
        return argument instanceof Collection<?> list && list.stream().anyMatch(Objects::isNull)
                || argument instanceof Map<?, ?> map && map.values().stream().anyMatch(Objects::isNull);
    }

    private static void report(int number, Executable member, @Nullable Object[] arguments, Throwable thrown) {
        System.out.println("call " + number + ": " + member + " with " + Arrays.deepToString(arguments));
        thrown.printStackTrace(System.out);
    }
}
