# SPDX-License-Identifier: MIT OR Apache-2.0
# shellcheck shell=bash
# shellcheck disable=SC2154 # the sourcing script sets root, sources and log
# Sourced after env.sh by the scripts that start Java programs of this checkout: builds them once for each state of the sources.
# The sourcing script sets `sources`, files and folders relative to `root`, and `log`, a file for the output of the build.

built_sources=$root/target/dgen-build.sources

# --- state of the sources ----------------------------------------------------------------------------------------------

# Hidden files are not sources: editors keep their temporary files there.
find_sources() {
    (cd "$root" && find "${sources[@]}" -type f ! -name '.*' "$@")
}

list_sources() {
    find_sources -printf '%p %s %T@\n'
}

checksum_sources() {
    find_sources -print0 | LC_ALL=C sort -z | (cd "$root" && xargs -0 sha256sum) | sha256sum
}

# is_current STAMP: succeeds if the sources are those of the build that wrote the stamp. The list of times is compared first,
# because this is fast; the contents decide, because a copy or a change of the branch can set any time.
is_current() {
    local stamp list checksum
    [[ -r $1 ]] && stamp=$(<"$1") && list=$(list_sources) || return 1
    [[ ${stamp%$'\n'*} != "$list" ]] || return 0
    checksum=$(checksum_sources)
    [[ ${stamp##*$'\n'} == "$checksum" ]] || return 1
    [[ ! -w ${1%/*} ]] || write_stamp "$1" "$list" "$checksum"
}

# write_stamp STAMP LIST CHECKSUM
write_stamp() {
    printf '%s\n' "$2" "$3" >"$1.$$" && mv -f "$1.$$" "$1"
}

# --- jobs --------------------------------------------------------------------------------------------------------------

# run_job COMMAND...: runs it in a process group of its own; a signal that ends this script ends the whole group.
run_job() {
    local job='' status=0
    trap 'stop_job "$job" 129' HUP
    trap 'stop_job "$job" 130' INT
    trap 'stop_job "$job" 143' TERM
    set -m
    (trap '' TTOU; "$@") </dev/null & # a terminal may stop jobs that write
    job=$!
    set +m
    wait "$job" || status=$?
    trap - HUP INT TERM
    return "$status"
}

# stop_job GROUP STATUS
stop_job() {
    trap '' HUP INT TERM
    if [[ -n $1 ]]; then
        kill -TERM -- "-$1" 2>/dev/null || true
        wait "$1" || true
    fi
    say "the build was interrupted"
    exit "$2"
}

# run_maven ARGUMENT...: prints the names of the modules that are built; after a failure, the errors. Maven inherits the lock,
# and holds it if this script is killed.
run_maven() {
    local line
    (cd "$root" && exec ./mvnw -B -ntp -Dmaven.test.skip=true "$@") 2>&1 |
        while IFS= read -r line; do
            printf '%s\n' "$line"
            [[ $line != '[INFO] Building dgen '* ]] || say "  ${line#'[INFO] Building '}"
        done >>"$log"
    ((PIPESTATUS[0] == 0))
}

# remove_outputs LIST: removes the outputs of the modules with sources that have changed since the last build, and of the modules
# that depend on them, because Maven and make keep the output of a removed source, and of one that an older file has replaced.
# After a build that has not called keep_outputs, it removes all outputs.
remove_outputs() {
    local last='' modules=(cli) module
    [[ ! -r $built_sources ]] || last=$(<"$built_sources")
    rm -f "$built_sources"
    if [[ $(lines "$last" -vE '^java/(analyze|bench|formats|cli|s3|columnar)/') != "$(lines "$1" -vE '^java/(analyze|bench|formats|cli|s3|columnar)/')" ]]; then
        modules+=(core analyze bench formats s3 columnar)
    fi
    for module in analyze bench formats s3 columnar; do
        [[ $(lines "$last" "^java/$module/") == "$(lines "$1" "^java/$module/")" ]] || modules+=("$module")
    done
    for module in "${modules[@]}"; do
        rm -rf "$root/java/$module"/target/{classes,maven-status,native,native-resources}
    done
}

# keep_outputs LIST
keep_outputs() {
    printf '%s\n' "$1" >"$built_sources"
}

# lines TEXT GREP-ARGUMENT...
lines() {
    printf '%s\n' "$1" | grep "${@:2}" || true
}

fail_build() {
    grep -m 40 -E '^(\[ERROR\]|bindings:|CMake Error)|error:' "$log" >&2 || tail -n 40 "$log" >&2
    fail "the build failed; its complete output is in $log"
}

# build_unless CURRENT BUILD FOLDER...: runs BUILD in a job unless the command CURRENT succeeds. BUILD writes to the folders.
build_unless() {
    local folder
    ! "$1" || return 0
    for folder in "${@:3}"; do
        mkdir -p "$folder" 2>/dev/null || true
        [[ -w $folder ]] ||
            fail "dgen is not built, or its sources have changed, and the folder $folder is not writable"
    done
    prepare_build
    lock
    "$1" || run_job "$2"
    unlock
}
