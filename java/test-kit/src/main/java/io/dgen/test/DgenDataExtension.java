// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.test;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** The extension of JUnit that {@link DgenData} registers. Thread-safe. */
public final class DgenDataExtension
        implements ParameterResolver, TestInstancePostProcessor, BeforeAllCallback, BeforeEachCallback {

    /** Is called by JUnit. */
    public DgenDataExtension() {}

    /** Data of a constructor belongs to the test that the instance is made for. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.isAnnotated(DgenData.class);
    }

    @Override
    public Object resolveParameter(ParameterContext resolved, ExtensionContext context) {
        Parameter parameter = resolved.getParameter();
        String value = resolved.findAnnotation(DgenData.class).orElseThrow().value();
        Parameter[] all = resolved.getDeclaringExecutable().getParameters();
        long number = List.of(all).subList(0, resolved.getIndex()).stream()
                .filter(other -> other.getType() == parameter.getType() && value.equals(valueOf(other)))
                .count();
        String place = resolved.getDeclaringExecutable().getName();
        return TestData.of(context)
                .create("parameter " + parameter.getName(), parameter.getType(), value, place, number);
    }

    private static @Nullable String valueOf(Parameter parameter) {
        return AnnotationSupport.findAnnotation(parameter, DgenData.class)
                .map(DgenData::value)
                .orElse(null);
    }

    /** Sets static fields. */
    @Override
    public void beforeAll(ExtensionContext context) {
        setFields(context.getRequiredTestClass(), null, context);
    }

    /** Sets fields of the instance. */
    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext context) {
        setFields(instance.getClass(), instance, context);
    }

    /** The data of the class, too, is reported when the test fails. */
    @Override
    public void beforeEach(ExtensionContext context) {
        TestData.of(context);
    }

    private static void setFields(Class<?> type, @Nullable Object instance, ExtensionContext context) {
        Predicate<Field> isWanted = field -> Modifier.isStatic(field.getModifiers()) == (instance == null);
        List<Field> fields =
                AnnotationSupport.findAnnotatedFields(type, DgenData.class, isWanted, HierarchyTraversalMode.TOP_DOWN);
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            String value = valueOf(field);
            long number = fields.subList(0, i).stream()
                    .filter(other -> other.getType() == field.getType() && value.equals(valueOf(other)))
                    .count();
            String name = "field " + field.getName();
            set(field, instance, TestData.of(context).create(name, field.getType(), value, "fields", number));
        }
    }

    private static String valueOf(Field field) {
        return AnnotationSupport.findAnnotation(field, DgenData.class)
                .orElseThrow()
                .value();
    }

    private static void set(Field field, @Nullable Object instance, Object value) {
        try {
            field.setAccessible(true);
            field.set(instance, value);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new ParameterResolutionException("@DgenData of field " + field.getName() + ": " + e.getMessage(), e);
        }
    }
}
