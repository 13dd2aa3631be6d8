// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.dgen.cli.terminal.Stdio;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules for the packages of the command line: the root, one package per command, and shared packages in layers. */
final class ArchitectureTest {
    private static final JavaClasses CLASSES = classesOfTheModule();

    private static final String ROOT = Main.class.getPackageName();

    /** The shared packages; each may use only those before it. All other packages are commands. */
    private static final List<String> SHARED =
            List.of("exit", "report", "terminal", "io", "pipeline", "option", "explain");

    private static JavaClasses classesOfTheModule() {
        try {
            return new ClassFileImporter()
                    .importPath(Path.of(Main.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()));
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** The first package below the root; empty for the root itself and for packages that are not ours. */
    private static String part(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1).split("\\.")[0] : "";
    }

    private static boolean mayUse(String user, String used) {
        int layer = SHARED.indexOf(user);
        return used.equals(user)
                || SHARED.subList(0, layer < 0 ? SHARED.size() : layer).contains(used);
    }

    @Test
    void packagesHaveNoCycles() {
        assertThat(CLASSES.contain(Main.class)).isTrue();
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(CLASSES);
    }

    @Test
    void packagesUseOnlySharedPackagesOfLowerLayers() {
        List<String> forbidden = new ArrayList<>();
        for (JavaClass type : CLASSES) {
            type.getDirectDependenciesFromSelf().stream()
                    .filter(d -> !part(type).isEmpty()
                            && !part(d.getTargetClass()).isEmpty()
                            && !mayUse(part(type), part(d.getTargetClass())))
                    .map(Dependency::getDescription)
                    .forEach(forbidden::add);
        }
        assertThat(forbidden).isEmpty();
    }

    @Test
    void inputAndOutputDoNotDependOnOptions() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".exit..", ROOT + ".terminal..", ROOT + ".io..", ROOT + ".pipeline..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", ROOT + ".option..")
                .check(CLASSES);
    }

    @Test
    void standardStreamsAreUsedInOnePlace() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES.that(not(belongToAnyOf(Stdio.class))));
    }

    @Test
    void publicFieldsAreConstant() {
        noFields().that().areNotFinal().should().bePublic().check(CLASSES);
    }

    @Test
    void onlyTheEntryPointEndsTheProcess() {
        JavaClasses others = CLASSES.that(not(belongToAnyOf(Main.class)));
        noClasses().should().callMethod(System.class, "exit", int.class).check(others);
        noClasses().should().callMethod(Runtime.class, "exit", int.class).check(CLASSES);
        noClasses().should().callMethod(Runtime.class, "halt", int.class).check(CLASSES);
    }

    @Test
    void libraryIsUsedThroughItsApi() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.dgen..internal..")
                .check(CLASSES);
    }
}
