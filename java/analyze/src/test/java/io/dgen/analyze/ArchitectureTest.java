// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    private static final String API = "io.dgen.analyze";
    private static final String INTERNAL = API + ".internal";

    private static final int MAX_PARAMETERS = 5;

    private static final JavaClasses CLASSES = classesOfTheModule();

    private static JavaClasses classesOfTheModule() {
        try {
            return new ClassFileImporter()
                    .importPath(Path.of(Analyzer.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()));
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void allPackagesAreChecked() {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
                .containsExactlyInAnyOrder(
                        API,
                        INTERNAL + ".compress",
                        INTERNAL + ".dedup",
                        INTERNAL + ".fit",
                        INTERNAL + ".json",
                        INTERNAL + ".scan");
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("io.dgen.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void internalPackagesDoNotUseTheApiPackage() {
        noClasses()
                .that()
                .resideInAPackage(INTERNAL + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(API)
                .check(CLASSES);
    }

    @Test
    void theApiPackageContainsOnlyFinalPublicTypes() {
        classes()
                .that()
                .resideInAPackage(API)
                .and()
                .areTopLevelClasses()
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .bePublic()
                .andShould()
                .haveModifier(JavaModifier.FINAL)
                .check(CLASSES);
    }

    @Test
    void onlyTheApiPackageIsExported() {
        Module module = Analyzer.class.getModule();
        if (module.isNamed()) {
            assertThat(module.getDescriptor().exports().stream().map(e -> e.source() + e.targets()))
                    .containsExactly(API + "[]");
        }
    }

    @Test
    void librariesAreUsedInFewPackages() {
        noClasses()
                .that()
                .resideOutsideOfPackages(INTERNAL + ".compress", INTERNAL + ".dedup")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.airlift..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages(INTERNAL + ".json", API)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tools.jackson..")
                .check(CLASSES);
    }

    @Test
    void nothingIsPrinted() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
        noClasses().should().callMethod(Throwable.class, "printStackTrace").check(CLASSES);
    }

    @Test
    void theJvmIsNotEnded() {
        noClasses().should().callMethod(System.class, "exit", int.class).check(CLASSES);
        noClasses()
                .should()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(CLASSES);
    }

    @Test
    void publicFieldsAreFinal() {
        fields().that().arePublic().should().beFinal().check(CLASSES);
    }

    @Test
    void booleanAccessorsAreNamedIs() {
        methods()
                .that()
                .arePublic()
                .and()
                .haveRawReturnType(boolean.class)
                .and()
                .doNotHaveName("equals")
                .should()
                .haveNameMatching("is[A-Z].*")
                .check(CLASSES);
    }

    /** Except record headers, which are lists of fields. */
    @Test
    void parameterListsAreShort() {
        assertThat(CLASSES.stream()
                        .flatMap(c -> c.getCodeUnits().stream())
                        .filter(u -> !u.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .filter(u ->
                                !(u instanceof JavaConstructor && u.getOwner().isRecord()))
                        .filter(u -> u.getRawParameterTypes().size() > MAX_PARAMETERS)
                        .map(JavaCodeUnit::getFullName))
                .isEmpty();
    }
}
