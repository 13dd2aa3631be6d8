// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The foreign calls of class files. A descriptor consists of the layouts that a method loads before it calls {@code
 * FunctionDescriptor.of}; the linker options that it creates afterwards belong to it. A method that links a descriptor of its
 * caller is known by name, and all other methods that link must have a descriptor.
 */
final class ForeignCalls {
    private static final String FFM = "java/lang/foreign/";
    private static final String OPTION = FFM + "Linker$Option";

    /** The methods that link a descriptor which they are passed, with the options that they add. */
    private static final Map<String, Map<String, Object>> LINKING = Map.of(
            "io/dgen/internal/kernel/Kernel.critical", Map.of("critical", Map.of("allowHeapAccess", true)),
            "io/dgen/cli/io/Posix.link", Map.of());

    private static final Map<String, String> TYPES = Map.of(
            "ADDRESS", "void*",
            "C_POINTER", "void*",
            "JAVA_INT", "jint",
            "C_INT", "jint",
            "JAVA_LONG", "jlong",
            "C_LONG", "jlong");

    private final Set<String> descriptors = new TreeSet<>();
    private final Set<String> upcalls = new TreeSet<>();
    private final Set<String> namedClasses = new TreeSet<>();
    /** Descriptors of generated bindings, by the name of the class that has them. */
    private final Map<String, List<String>> generated = new HashMap<>();

    private ForeignCalls() {}

    static ForeignCalls of(List<Path> files) throws IOException {
        ForeignCalls calls = new ForeignCalls();
        List<ClassModel> classes = new ArrayList<>();
        for (Path file : files) {
            if (file.toString().endsWith(".class")) {
                classes.add(ClassFile.of().parse(Files.readAllBytes(file)));
            }
        }
        classes.forEach(calls::read);
        calls.descriptors.clear();
        classes.forEach(calls::read); // now all generated descriptors are known
        return calls;
    }

    /** The text form of a descriptor: a downcall of the metadata. */
    static String text(Map<String, Object> downcall) {
        return downcall.get("returnType") + " " + downcall.get("parameterTypes") + " "
                + new TreeMap<>(options(downcall.get("options")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> options(Object options) {
        return options == null ? Map.of() : (Map<String, Object>) options;
    }

    private static String text(List<String> types, Map<String, Object> options) {
        Map<String, Object> downcall = new HashMap<>();
        downcall.put("returnType", types.getFirst());
        downcall.put("parameterTypes", types.subList(1, types.size()));
        downcall.put("options", options);
        return text(downcall);
    }

    Set<String> descriptors() {
        return descriptors;
    }

    Set<String> upcalls() {
        return upcalls;
    }

    /** The names that are passed to {@code Class.forName}. */
    Set<String> namedClasses() {
        return namedClasses;
    }

    private void read(ClassModel type) {
        for (MethodModel method : type.methods()) {
            method.code().ifPresent(code -> read(type.thisClass().asInternalName(), method, code));
        }
    }

    private void read(String owner, MethodModel method, CodeModel code) {
        String name = owner + "." + method.methodName().stringValue();
        List<String> layouts = new ArrayList<>();
        List<String> current = List.of();
        Map<String, Object> options = new HashMap<>();
        String lastText = "";
        int lastInt = 0;
        boolean isLinking = false;
        for (CodeElement element : code) {
            switch (element) {
                case ConstantInstruction loaded when loaded.constantValue() instanceof String text -> lastText = text;
                case ConstantInstruction loaded when loaded.constantValue() instanceof Integer value -> lastInt = value;
                case FieldInstruction field
                when field.typeSymbol().descriptorString().startsWith("L" + FFM)
                        && TYPES.containsKey(field.name().stringValue()) ->
                    layouts.add(TYPES.get(field.name().stringValue()));
                case InvokeInstruction call -> {
                    String called = call.owner().asInternalName();
                    String what = call.name().stringValue();
                    if (called.equals(FFM + "FunctionDescriptor") && what.startsWith("of")) {
                        add(current, options);
                        current = new ArrayList<>(layouts);
                        if (what.equals("ofVoid")) {
                            current.addFirst("void");
                        }
                        generated.put(owner, current);
                        options = new HashMap<>();
                    } else if (called.equals(OPTION) && !what.equals("captureStateLayout")) {
                        options.put(what, option(what, lastInt));
                    } else if (what.endsWith("$descriptor")) {
                        add(current, options);
                        String holder = called + "$" + what.substring(0, what.indexOf('$'));
                        current = generated.getOrDefault(holder, List.of("unknown: " + holder));
                        options = new HashMap<>();
                    } else if (LINKING.containsKey(called + "." + what)) {
                        isLinking = true;
                        options.putAll(LINKING.get(called + "." + what));
                    } else if (what.equals("downcallHandle")) {
                        isLinking = true;
                    } else if (what.equals("upcallStub")) {
                        upcalls.add(name);
                    } else if (called.equals("java/lang/Class") && what.equals("forName")) {
                        namedClasses.add(lastText);
                    }
                    layouts.clear();
                }
                default -> {}
            }
        }
        add(current, options);
        if (isLinking && current.isEmpty() && !LINKING.containsKey(name)) {
            descriptors.add("unknown: " + name);
        }
    }

    private void add(List<String> types, Map<String, Object> options) {
        if (!types.isEmpty()) {
            descriptors.add(text(types, options));
        }
    }

    private static Object option(String name, int argument) {
        return switch (name) {
            case "critical" -> Map.of("allowHeapAccess", argument != 0);
            case "captureCallState" -> true;
            default -> argument;
        };
    }
}
