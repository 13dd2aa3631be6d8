# SPDX-License-Identifier: MIT OR Apache-2.0
# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # the sourcing script sets root; scripts/build.sh uses sources
# Sourced by the scripts that run Java benchmarks, after scripts/env.sh: builds the benchmarks if they are missing or their sources
# have changed.

# shellcheck source=scripts/build.sh
. "$root/scripts/build.sh"

jar=$root/benchmarks/target/benchmarks.jar
calls=$root/target/calls/libdgen_calls.so
stamp=${jar%.jar}.stamp
log=$root/target/benchmarks-build.log
sources=(pom.xml .mvn native jextract-config java/core/src/jextract
    {java/{core,analyze,bench,cli}/{pom.xml,src/main},benchmarks/{pom.xml,src}})

is_built() {
    [[ -f $jar && -d ${jar%/*}/lib && -f $calls ]] && is_current "$stamp"
}

build() {
    local native=${calls%/*} list checksum
    # An edit during the build causes the next build.
    list=$(list_sources)
    checksum=$(checksum_sources)
    say "building (log: $log)"
    : >"$log"
    remove_outputs ''
    rm -rf "$stamp" "$native" "${jar%/*}"/{classes,maven-status}
    run_maven -pl benchmarks -am package || fail_build
    {
        cmake -S "$root/native" -B "$native" -DCMAKE_BUILD_TYPE=Release -DDGEN_BUILD_BENCH=ON \
            -DDGEN_BUILD_TESTS=OFF -DDGEN_WARNINGS_AS_ERRORS=OFF -DCMAKE_LIBRARY_OUTPUT_DIRECTORY="$native" &&
            cmake --build "$native" --target dgen_calls
    } >>"$log" 2>&1 || fail_build
    write_stamp "$stamp" "$list" "$checksum"
}

# prepare_benchmarks: sets JAVA_HOME and builds $jar and $calls.
prepare_benchmarks() {
    build_unless is_built build "$root/target" "${jar%/*}"
    [[ -n ${JDK_VERSION-} ]] || prepare_run
    warn_of_jdk "$root/target/benchmarks.jdk"
}
