# SPDX-License-Identifier: MIT OR Apache-2.0
# shellcheck shell=bash
# shellcheck disable=SC2154 # the sourcing script sets root
# Sourced by the scripts that run Java benchmarks, after scripts/env.sh: builds the benchmarks if they are missing or older than
# their sources.

jar=$root/benchmarks/target/benchmarks.jar
calls=$root/target/calls/libdgen_calls.so

benchmark_sources=("$root"/{pom.xml,.mvn,native,jextract-config,java/core/src/jextract,benchmarks/{pom.xml,src}}
    "$root"/java/*/{pom.xml,src/main})

is_built() {
    local stamp=${jar%.jar}.built
    [[ -f $jar && -d ${jar%/*}/lib && -f $calls && -f $stamp ]] &&
        [[ -z $(find "${benchmark_sources[@]}" -newer "$stamp" -print -quit) ]]
}

build() {
    local stamp=${jar%.jar}.built native=${calls%/*} log=$root/target/benchmarks-build.log
    mkdir -p "$root/target" "${jar%/*}"
    # The stamp has the time at which the build starts: an edit during the build is newer and causes the next build.
    touch "$stamp.new"
    say "building (log: ${log#"$root"/})"
    if ! {
        (cd "$root" && ./mvnw -B -ntp -pl benchmarks -am -Dmaven.test.skip=true package) </dev/null 9<&- &&
            cmake -S "$root/native" -B "$native" -DCMAKE_BUILD_TYPE=Release -DDGEN_BUILD_BENCH=ON \
                -DDGEN_BUILD_TESTS=OFF -DDGEN_WARNINGS_AS_ERRORS=OFF -DCMAKE_LIBRARY_OUTPUT_DIRECTORY="$native" &&
            cmake --build "$native" --target dgen_calls
    } >"$log" 2>&1; then
        grep -E '^\[ERROR\]|[Ee]rror:|^CMake Error' "$log" | head -n 40 >&2 || tail -n 40 "$log" >&2
        die "the build failed; its complete output is in ${log#"$root"/}"
    fi
    mv -f "$stamp.new" "$stamp"
}

# prepare_benchmarks: sets JAVA_HOME and builds $jar and $calls.
prepare_benchmarks() {
    if ! is_built; then
        prepare_build
        lock
        is_built || build
        unlock
    fi
    [[ -n ${JDK_VERSION-} ]] || find_jdk || prepare_build
    mkdir -p "$root/target"
    warn_of_jdk "$root/target/benchmarks.jdk"
}
