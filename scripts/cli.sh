# SPDX-License-Identifier: MIT OR Apache-2.0
# shellcheck shell=bash
# shellcheck disable=SC2154 # the sourcing script sets root; JDK_VERSION and options come from env.sh and java.sh
# Sourced by ./dgen of a checkout after env.sh and java.sh: builds the command line.

# shellcheck source=scripts/build.sh
. "$root/scripts/build.sh"

sources=(pom.xml .mvn native/{CMakeLists.txt,CMakePresets.json,cmake,include,src} jextract-config java/core/src/jextract
    java/{core,analyze,bench,formats,cli,s3,columnar}/{pom.xml,src/main})
target=$root/java/cli/target
app=$target/app # jars, libraries of object stores and formats, start-up cache and stamp: replaced as a whole, because running programs read their jars
jar=$app/dgen-cli.jar
log=$root/target/dgen-build.log

is_built() {
    [[ -r $jar && -r $app/lib ]] && is_current "$app/stamp"
}

make_app() {
    local started=$SECONDS list checksum module
    # An edit during the build causes the next build.
    list=$(list_sources)
    checksum=$(checksum_sources)
    say "building (log: $log)"
    : >"$log"
    remove_outputs "$list"
    run_maven -pl java/cli,java/s3,java/columnar -am package || fail_build
    keep_outputs "$list"
    rm -rf "$app.new"
    mkdir "$app.new"
    cp -R "$target/dgen-cli.jar" "$target/lib" "$app.new"
    # Not on the class path, which each start would check: the command line loads them for an address s3://, or for a format.
    for module in s3 columnar; do
        cp -R "$root/java/$module/target/lib" "$app.new/$module"
        cp "$root/java/$module/target/dgen-$module.jar" "$app.new/$module"
    done
    make_cache "$app.new"
    write_stamp "$app.new/stamp" "$list" "$checksum"
    rm -rf "$app"
    mv "$app.new" "$app"
    say "built in $((SECONDS - started)) s"
}

# make_cache FOLDER: stores the loaded classes of a run, so that later runs start about 0.2 s sooner, and its profile: two threads
# would otherwise lose a tenth of their speed in the first seconds, in which they count calls for the compiler. Java ignores a
# cache that does not match the JDK or the jars. The cache needs no more protection than the jars, which are in the same folder.
make_cache() {
    local cache=$1/dgen-$JDK_VERSION.aot
    unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS DGEN_JAVA_OPTS # only of this job
    java_options ''
    "$JAVA_HOME/bin/java" "${options[@]}" -XX:AOTCacheOutput="$cache" -jar "$1/dgen-cli.jar" \
        generate --size 16GiB --seed 1 --no-progress /dev/null >/dev/null 2>>"$log" || rm -f "$cache"
}

build_cli() {
    build_unless is_built make_app "$root/target" "$root"/java/{core,analyze,bench,formats,cli,s3,columnar}/target
}
