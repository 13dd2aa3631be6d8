// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.fuzz;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The exceptions that the Javadoc of each public method names: in its {@code @throws} tags, or in the text of its class.
 */
final class DocumentedExceptions {
    private static final Pattern TAG = Pattern.compile("@throws\\s+([\\w.]+)");
    private static final Pattern NAME = Pattern.compile("\\b([A-Z]\\w*(?:Exception|Error))\\b");

    private final Map<String, Set<String>> byMember = new TreeMap<>();

    DocumentedExceptions(Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> list = Files.list(sources)) {
            List<Path> java =
                    list.filter(file -> file.toString().endsWith(".java")).toList();
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(java));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Scanner(docs).scan(unit, null);
            }
        }
    }

    /** Whether the Javadoc names the class of the exception or a superclass. */
    boolean allows(Executable member, Throwable thrown) {
        Set<String> named = new HashSet<>(byMember.getOrDefault(key(member), Set.of()));
        named.addAll(byMember.getOrDefault(className(member.getDeclaringClass()), Set.of()));
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
            if (named.contains(type.getSimpleName())) {
                return true;
            }
        }
        return false;
    }

    private static String className(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }

    private static String key(Executable member) {
        String name = member instanceof Constructor ? "<init>" : member.getName();
        return className(member.getDeclaringClass()) + "." + name
                + Arrays.stream(member.getParameters())
                        .map(Parameter::getType)
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(",", "(", ")"));
    }

    private final class Scanner extends TreePathScanner<Void, Void> {
        private final DocTrees docs;
        private final List<ClassTree> outer = new ArrayList<>();

        Scanner(DocTrees docs) {
            this.docs = docs;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            outer.add(type);
            put(outerName(), NAME, docs.getDocComment(getCurrentPath()));
            super.visitClass(type, unused);
            outer.removeLast();
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            String parameters =
                    method.getParameters().stream().map(Scanner::type).collect(Collectors.joining(",", "(", ")"));
            put(outerName() + "." + method.getName() + parameters, TAG, docs.getDocComment(getCurrentPath()));
            return null;
        }

        private String outerName() {
            return outer.stream().map(type -> type.getSimpleName().toString()).collect(Collectors.joining("."));
        }

        private void put(String key, Pattern pattern, @org.jspecify.annotations.Nullable String doc) {
            if (doc != null) {
                Set<String> names = byMember.computeIfAbsent(key, k -> new HashSet<>());
                pattern.matcher(doc).results().forEach(m -> names.add(simple(m.group(1))));
            }
        }

        private static String type(VariableTree parameter) {
            Tree type = parameter.getType();
            String text = type.toString()
                    .replaceAll("@\\w+(\\(\\))?\\s*", "")
                    .replaceAll("<.*>", "")
                    .replace("...", "[]");
            return simple(text);
        }

        private static String simple(String name) {
            return name.substring(name.lastIndexOf('.') + 1);
        }
    }
}
