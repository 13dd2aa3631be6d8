# shellcheck shell=bash
# shellcheck disable=SC2154 # root is the sourcing script's
# Sourced by the scripts that run Java benchmarks, after scripts/env.sh: builds what is missing or older than its sources.

jar=$root/benchmarks/target/benchmarks.jar
calls=$root/target/calls/libdgen_calls.so

benchmark_sources=(pom.xml .mvn native jextract-config java/core/pom.xml java/core/src/main java/core/src/jextract
    java/analyze/pom.xml java/analyze/src/main java/cli/pom.xml java/cli/src/main benchmarks/pom.xml benchmarks/src)

is_built() {
    local stamp=${jar%.jar}.built
    [[ -f $jar && -d ${jar%/*}/lib && -f $calls && -f $stamp ]] &&
        [[ -z $(cd "$root" && find "${benchmark_sources[@]}" -newer "$stamp" -print -quit) ]]
}

build() {
    local stamp=${jar%.jar}.built native=${calls%/*} log=$root/target/benchmarks-build.log
    mkdir -p "$root/target" "${jar%/*}"
    # Edits made while the build runs are newer than it.
    touch "$stamp.new"
    say "building (log: ${log#"$root"/})"
    if ! {
        (cd "$root" && ./mvnw -B -ntp -pl benchmarks -am -Dmaven.test.skip=true package) </dev/null 9<&- &&
            cmake -S "$root/native" -B "$native" -DCMAKE_BUILD_TYPE=Release -DDGEN_BUILD_BENCH=ON \
                -DDGEN_BUILD_TESTS=OFF -DDGEN_WARNINGS_AS_ERRORS=OFF -DCMAKE_LIBRARY_OUTPUT_DIRECTORY="$native" &&
            cmake --build "$native" --target dgen_calls
    } >"$log" 2>&1; then
        grep -E '^\[ERROR\]|[Ee]rror:|^CMake Error' "$log" | head -n 40 >&2 || tail -n 40 "$log" >&2
        die "the build failed; all of its output is in ${log#"$root"/}"
    fi
    mv -f "$stamp.new" "$stamp"
}

# prepare_benchmarks: afterwards JAVA_HOME, $jar and $calls are there.
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
