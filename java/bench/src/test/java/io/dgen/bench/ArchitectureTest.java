// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.dgen.bench.statistics.Quantiles;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    private static final JavaClasses CLASSES = classesOfTheModule();

    private static JavaClasses classesOfTheModule() {
        try {
            return new ClassFileImporter()
                    .importPath(Path.of(Quantiles.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()));
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void packagesHaveNoCycles() {
        assertThat(CLASSES.contain(Quantiles.class)).isTrue();
        slices().matching("io.dgen.bench.(*)").should().beFreeOfCycles().check(CLASSES);
    }

    /** Statistics, threads, charts and reports can be used, and tested, without this library. */
    @Test
    void onlyTheDescriptionOfTheMachineNeedsTheGenerator() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.dgen.bench.machine")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.dgen")
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage("io.dgen.bench.statistics")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.dgen.bench.statistics", "java..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void nothingIsPrinted() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
        noClasses().should().callMethod(Throwable.class, "printStackTrace").check(CLASSES);
        noClasses().should().callMethod(System.class, "exit", int.class).check(CLASSES);
    }
}
