# SPDX-License-Identifier: MIT OR Apache-2.0
# shellcheck shell=bash
# shellcheck disable=SC2154 # the sourcing script sets root and here
# Sourced by the scripts of this folder, after scripts/env.sh: builds their C programs in $target and writes tables into the docs.

target=$root/target/accuracy

missing_for_accuracy() {
    local header
    for header in lz4.h:liblz4-dev zstd.h:libzstd-dev zlib.h:zlib1g-dev snappy-c.h:libsnappy-dev lzo/lzo1x.h:liblzo2-dev \
        brotli/encode.h:libbrotli-dev; do
        echo "#include <${header%:*}>" | cc -E - >/dev/null 2>&1 || echo "${header#*:}"
    done
}

build_programs() {
    local missing log=$target/build.log
    read -ra missing <<<"$(missing_for_build | grep -v unzip | paste -sd " ")"
    require "${missing[@]}"
    read -ra missing <<<"$(missing_for_accuracy | paste -sd " ")"
    require "${missing[@]}"
    mkdir -p "$target"
    if ! {
        cmake -S "$here" -B "$target" -DCMAKE_BUILD_TYPE=Release -DDGEN_WARNINGS_AS_ERRORS=OFF &&
            cmake --build "$target"
    } >"$log" 2>&1; then
        tail -n 40 "$log" >&2
        die "the build failed; its complete output is in ${log#"$root"/}"
    fi
}

cpu() {
    LC_ALL=C lscpu 2>/dev/null | sed -nE 's/^Model name: +//p' | grep . | head -n 1 || uname -m
}

# replace MARKER FILE: replaces the lines between the begin and the end of the marker with the lines of the file, in the page of docs/
# that has the marker.
replace() {
    local docs
    docs=$(grep -lxF "<!-- $1: begin -->" "$root"/docs/*.md) || die "no page of docs/ has the marker $1"
    awk -v marker="$1" -v file="$2" '
        $0 == "<!-- " marker ": end -->" { inside = 0 }
        !inside
        $0 == "<!-- " marker ": begin -->" { inside = 1; print ""; while ((getline line < file) > 0) print line; print "" }
        ' "$docs" >"$scratch/docs"
    cp "$scratch/docs" "$docs"
}
