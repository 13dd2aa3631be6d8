// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.internal.engine.EngineSelection;
import io.dgen.internal.kernel.JdkDefect;
import io.dgen.internal.kernel.NativeLibrary;
import io.dgen.testing.Skip;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemInfoTest {

    @ParameterizedTest
    @ValueSource(strings = {"25", "25+36", "25.0.1+8", "25.0.2+10-LTS"})
    void earlyReleasesOf25HaveAWarning(String version) {
        assertThat(JdkDefect.of(Runtime.Version.parse(version)))
                .contains("Java 25")
                .contains("JDK-8377811")
                .contains("25.0.3 or newer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"24.0.2", "25.0.3+9-LTS", "25.0.10", "25.1", "26", "26.0.1", "26-ea"})
    void otherReleasesHaveNoWarning(String version) {
        assertThat(JdkDefect.of(Runtime.Version.parse(version))).isNull();
    }

    @Test
    void describesThisMachine() {
        SystemInfo info = SystemInfo.get();

        assertThat(info.operatingSystem()).startsWith(System.getProperty("os.name"));
        assertThat(info.architecture()).isEqualTo(System.getProperty("os.arch"));
        assertThat(info.jdk()).contains(Runtime.version().toString());
        assertThat(info.jdkWarning()).isEqualTo(JdkDefect.of(Runtime.version()));
        assertThat(info.availableCpus()).isBetween(1, Runtime.getRuntime().availableProcessors());
        assertThat(info.availableCpus())
                .isLessThanOrEqualTo(info.topology().allowedCpus().size());
        assertThat(info.libnuma()).isNotBlank();
    }

    @Test
    void listsEveryEngineAndWhyItCannotRun() {
        SystemInfo info = SystemInfo.get();

        assertThat(info.engines().stream().map(SystemInfo.EngineInfo::engine))
                .containsExactly(Engine.NATIVE, Engine.VECTOR, Engine.SCALAR);
        for (SystemInfo.EngineInfo engine : info.engines()) {
            assertThat(engine.unavailable()).isEqualTo(Skip.whyUnavailable(engine.engine(), Tier.AUTO));
        }
        assertThat(info.autoEngine()).isEqualTo(Engine.of(EngineSelection.fastest()));
    }

    @Test
    void listsTheTiersOfALoadedLibrary() {
        SystemInfo info = SystemInfo.get();

        if (NativeLibrary.isLoaded()) {
            assertThat(info.nativeLibrary()).contains("libdgen");
            assertThat(info.tiers().stream().map(SystemInfo.TierInfo::tier))
                    .containsExactly(Tier.PORTABLE, Tier.AVX2, Tier.AVX512, Tier.NEON);
            assertThat(info.tiers().getFirst().unavailable()).isNull();
            assertThat(info.tiers())
                    .allMatch(t -> t.unavailable() == null || !t.unavailable().isBlank());
            assertThat(info.tiers()).contains(new SystemInfo.TierInfo(info.autoTier(), null));
        } else {
            assertThat(info.nativeLibrary()).isNull();
            assertThat(info.tiers()).isEmpty();
            assertThat(info.autoTier()).isNull();
        }
    }

    @Test
    void isASnapshot() {
        SystemInfo info = SystemInfo.get();
        List<SystemInfo.EngineInfo> engines = new ArrayList<>(info.engines());
        SystemInfo copy = new SystemInfo(
                info.operatingSystem(),
                info.architecture(),
                info.cpuModel(),
                info.availableCpus(),
                info.topology(),
                info.jdk(),
                info.jdkWarning(),
                engines,
                info.autoEngine(),
                info.tiers(),
                info.autoTier(),
                info.nativeLibrary(),
                info.libnuma(),
                info.nodeAllocator(),
                info.placementUnavailable(),
                info.pinningUnavailable());
        engines.clear();

        assertThat(copy).isEqualTo(info);
    }
}
