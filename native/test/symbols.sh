#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# Usage: symbols.sh NM READELF LIBRARY HEADER OBJECT...
# Checks that the library exports the functions of the header and nothing else, depends only on libc, has no
# constructor, and calls no function that allocates, prints or aborts. Also checks that the objects define no global
# symbol without the prefix dgen_, so that they can be linked statically into any program.
set -eu
nm=$1 readelf=$2 library=$3 header=$4
shift 4
failed=0

fail() {
    echo "$1" >&2
    failed=1
}

declared=$(grep -o 'dgen_[a-z0-9_]*(' "$header" | tr -d '(' | sort -u)
exported=$("$nm" -D --defined-only "$library" | awk '{print $3}' | sort -u)
[ "$declared" = "$exported" ] || fail "declared: $declared
exported: $exported"

for needed in $("$readelf" -d "$library" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'); do
    case $needed in
    libc.so.6 | libdl.so.2 | ld-linux*.so.*) ;;
    *) fail "depends on $needed" ;;
    esac
done

for symbol in $("$nm" -D --undefined-only "$library" | awk '{print $2}' | sed 's/@.*//'); do
    case $symbol in
    memcpy | memcmp | bcmp | memset | strcmp | getenv | sysconf | dlopen | dlsym) ;;
    open | open64 | ioctl | close | getpid) ;; # the memory map of the process
    mmap | mmap64 | munmap | madvise | sched_getaffinity | sched_setaffinity | sched_getcpu | __errno_location) ;;
    __cxa_finalize | _ITM_*TMCloneTable | __gmon_start__) ;; # the compiler's start files
    __stack_chk_fail | __*_chk) ;;                          # hardening that distributions switch on
    *) fail "calls $symbol" ;;
    esac
done

# The start files contribute one entry, frame_dummy.
entries=$("$readelf" -SW "$library" | awk '/\.init_array/ {for (i = 1; i <= NF; i++) if ($i == ".init_array") print $(i + 4)}')
[ $((0x${entries:-0})) -le 8 ] || fail "has a constructor (.init_array of 0x$entries bytes)"

[ $# -gt 0 ] || fail "no objects to check"
for symbol in $("$nm" --defined-only --extern-only "$@" | awk 'NF == 3 {print $3}'); do
    case $symbol in
    dgen_*) ;;
    *) fail "an object defines the global symbol $symbol" ;;
    esac
done

exit $failed
