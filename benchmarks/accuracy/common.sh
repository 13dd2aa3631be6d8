# shellcheck shell=bash
# shellcheck disable=SC2154 # root and here are the sourcing script's
# Sourced by the scripts here, after scripts/env.sh: builds their C programs into $target; and writes docs/accuracy.md.

target=$root/target/accuracy

missing_for_accuracy() {
    local header
    for header in lz4.h:liblz4-dev zstd.h:libzstd-dev zlib.h:zlib1g-dev; do
        echo "#include <${header%:*}>" | cc -E - >/dev/null 2>&1 || echo "${header#*:}"
    done
}

build_programs() {
    local missing log=$target/build.log
    mapfile -t missing < <(missing_for_build | grep -v unzip)
    require "${missing[@]}"
    mapfile -t missing < <(missing_for_accuracy)
    require "${missing[@]}"
    mkdir -p "$target"
    if ! {
        cmake -S "$here" -B "$target" -DCMAKE_BUILD_TYPE=Release -DDGEN_WARNINGS_AS_ERRORS=OFF &&
            cmake --build "$target"
    } >"$log" 2>&1; then
        tail -n 40 "$log" >&2
        die "the build failed; all of its output is in ${log#"$root"/}"
    fi
}

cpu() {
    LC_ALL=C lscpu 2>/dev/null | sed -nE 's/^Model name: +//p' | grep . | head -n 1 || uname -m
}

# replace MARKER FILE: the lines between the marker's begin and end in docs/accuracy.md become those of the file.
replace() {
    local docs=$root/docs/accuracy.md
    awk -v marker="$1" -v file="$2" '
        $0 == "<!-- " marker ": end -->" { inside = 0 }
        !inside
        $0 == "<!-- " marker ": begin -->" { inside = 1; print ""; while ((getline line < file) > 0) print line; print "" }
        ' "$docs" >"$scratch/docs"
    cp "$scratch/docs" "$docs"
}
