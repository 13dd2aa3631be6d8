// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.dgen.testing.Repository;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Repository.classes(DataStream.class));

    private static final String INTERNAL = "io.dgen.internal.";

    @Test
    void allOfTheModuleWasRead() {
        assertThat(CLASSES.contain(DataStream.class)).isTrue();
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).filter(name -> name.startsWith(INTERNAL)))
                .isNotEmpty();
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void internalPackagesDoNotUseTheApi() {
        noClasses()
                .that()
                .resideInAPackage(INTERNAL + ".")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.dgen")
                .check(CLASSES);
    }

    @Test
    void theApiPackageHasNoImplementation() {
        classes()
                .that()
                .resideInAPackage("io.dgen")
                .and()
                .areTopLevelClasses()
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .bePublic()
                .check(CLASSES);
    }

    @Test
    void thePublicApiExposesNoInternalTypes() {
        Set<String> leaks = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (type.getPackageName().equals("io.dgen") && type.getModifiers().contains(JavaModifier.PUBLIC)) {
                shownTypes(type)
                        .filter(shown -> shown.getPackageName().startsWith(INTERNAL)
                                || shown.getPackageName().equals("io.dgen")
                                        && !shown.getModifiers().contains(JavaModifier.PUBLIC))
                        .forEach(shown -> leaks.add(type.getName() + " shows " + shown.getName()));
            }
        }
        assertThat(leaks).isEmpty();
    }

    private static Stream<JavaClass> shownTypes(JavaClass type) {
        Stream<JavaType> parents = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        Stream<JavaType> fields = type.getFields().stream()
                .filter(f -> isVisible(f.getModifiers()))
                .map(JavaField::getType);
        Stream<JavaType> signatures = type.getCodeUnits().stream()
                .filter(c -> isVisible(c.getModifiers()))
                .flatMap(ArchitectureTest::signature);
        return Stream.of(parents, fields, signatures)
                .flatMap(s -> s)
                .flatMap(t -> t.getAllInvolvedRawTypes().stream())
                .map(JavaClass::getBaseComponentType);
    }

    private static Stream<JavaType> signature(JavaCodeUnit unit) {
        return Stream.of(
                        Stream.of(unit.getReturnType()),
                        unit.getParameterTypes().stream(),
                        unit.getExceptionTypes().stream().map(JavaType.class::cast))
                .flatMap(s -> s);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    @Test
    void onlyTheApiPackagesAreExported() {
        Module module = DataStream.class.getModule();
        if (module.isNamed()) {
            assertThat(module.getDescriptor().exports().stream().map(e -> e.source() + e.targets()))
                    .containsExactlyInAnyOrder("io.dgen[]", "io.dgen.container[]", "io.dgen.store[]");
            assertThat(module.getDescriptor().opens()).isEmpty();
        }
    }

    @Test
    void nothingIsPrinted() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(ours());
        noClasses().should().callMethod(Throwable.class, "printStackTrace").check(ours());
    }

    /** Programs that use the library usually run with assertions disabled. */
    @Test
    void assertStatementsAreNotUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(AssertionError.class)
                .check(ours());
    }

    @Test
    void noClassStartsProcessesOrExits() {
        noClasses().should().callMethod(System.class, "exit", int.class).check(ours());
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .check(ours());
    }

    /** Except those that modules of file formats implement. */
    @Test
    void publicInterfacesOfTheApiAreSealed() {
        assertThat(CLASSES.stream()
                        .filter(c -> c.getPackageName().equals("io.dgen")
                                && c.isInterface()
                                && c.getModifiers().contains(JavaModifier.PUBLIC)
                                && !c.isAssignableTo(FileFormatProvider.class))
                        .map(JavaClass::reflect))
                .isNotEmpty()
                .allMatch(Class::isSealed);
    }

    @Test
    void publicClassesOfTheApiAreFinal() {
        classes()
                .that()
                .resideInAPackage("io.dgen")
                .and()
                .arePublic()
                .and()
                .areNotInterfaces()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CLASSES);
    }

    /** All classes except the generated ones. */
    private static JavaClasses ours() {
        Set<JavaClass> own = CLASSES.stream()
                .filter(c -> !c.getPackageName().equals(INTERNAL + "ffi"))
                .collect(Collectors.toSet());
        return CLASSES.that(DescribedPredicate.describe("own code", own::contains));
    }
}
