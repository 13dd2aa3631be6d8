// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import java.io.IOException;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The fields and methods of class files that have annotations of a library. */
final class AnnotatedMembers {
    private AnnotatedMembers() {}

    /** {@return {@code class.member}, by the start of the descriptors of the annotations} */
    static Set<String> of(List<Path> files, String annotations) throws IOException {
        Set<String> members = new TreeSet<>();
        for (Path file : files) {
            if (file.toString().endsWith(".class")) {
                ClassModel type = ClassFile.of().parse(Files.readAllBytes(file));
                String name = type.thisClass().asInternalName().replace('/', '.') + ".";
                type.fields().stream()
                        .filter(field -> hasAny(field, annotations))
                        .forEach(field -> members.add(name + field.fieldName().stringValue()));
                type.methods().stream()
                        .filter(method -> hasAny(method, annotations))
                        .forEach(
                                method -> members.add(name + method.methodName().stringValue()));
            }
        }
        return members;
    }

    private static boolean hasAny(AttributedElement element, String annotations) {
        return element.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(attribute -> attribute.annotations().stream())
                .anyMatch(annotation -> annotation.className().stringValue().startsWith(annotations));
    }
}
