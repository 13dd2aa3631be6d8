package io.dgen.analyze;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
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
    void packagesHaveNoCycles() {
        assertThat(CLASSES.contain(Analyzer.class)).isTrue();
        slices().matching("io.dgen.analyze.internal.(*)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.dgen.analyze.internal..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.dgen.analyze")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.dgen.analyze.internal.compress")
                .and()
                .resideOutsideOfPackage("io.dgen.analyze.internal.dedup")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.airlift..")
                .check(CLASSES);
    }

    @Test
    void onlyTheApiPackageIsExported() {
        Module module = Analyzer.class.getModule();
        if (module.isNamed()) {
            assertThat(module.getDescriptor().exports().stream().map(e -> e.source() + e.targets()))
                    .containsExactly("io.dgen.analyze[]");
        }
    }

    @Test
    void nothingIsPrinted() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
        noClasses().should().callMethod(Throwable.class, "printStackTrace").check(CLASSES);
        noClasses().should().callMethod(System.class, "exit", int.class).check(CLASSES);
    }

    @Test
    void publicClassesOfTheApiAreFinal() {
        classes()
                .that()
                .resideInAPackage("io.dgen.analyze")
                .and()
                .arePublic()
                .and()
                .areNotInterfaces()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CLASSES);
    }
}
