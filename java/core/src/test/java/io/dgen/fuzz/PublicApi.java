// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.fuzz;

import io.dgen.DataStream;
import io.dgen.testing.Repository;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The public constructors and methods of package {@code io.dgen}, in a fixed order. */
final class PublicApi {
    /** Members that the compiler makes. */
    private static final Set<String> EXCLUDED = Set.of("values", "valueOf", "equals", "hashCode");

    private PublicApi() {}

    static List<Executable> members() throws IOException {
        Path folder = Repository.classes(DataStream.class).resolve("io/dgen");
        List<Executable> members = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name -> type("io.dgen." + name.substring(0, name.length() - ".class".length())))
                    .filter(PublicApi::isPublic)
                    .forEach(type -> addMembers(type, members));
        }
        members.sort(Comparator.comparing(Executable::toString));
        return members;
    }

    private static void addMembers(Class<?> type, List<Executable> members) {
        for (Constructor<?> constructor : type.getConstructors()) {
            if (!Throwable.class.isAssignableFrom(type)) {
                members.add(constructor);
            }
        }
        Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> !EXCLUDED.contains(method.getName()))
                .forEach((Method method) -> members.add(method));
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
