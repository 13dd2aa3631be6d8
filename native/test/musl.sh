#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# Usage: musl.sh LIBDIR INCLUDEDIR
# Builds consumer.c with musl-gcc and runs it with the installed library, which was linked with glibc. Exit status 77:
# musl-gcc is not installed (Debian package musl-tools).
set -eu
libdir=$1 include=$2

if ! command -v musl-gcc >/dev/null; then
    echo "skipped: musl-gcc is not installed"
    exit 77
fi
program=$(mktemp)
trap 'rm -f "$program"' EXIT
musl-gcc -I"$include" "${0%/*}/consumer/consumer.c" -L"$libdir" -ldgen -Wl,--allow-shlib-undefined \
    -Wl,-rpath,"$libdir" -o "$program"
"$program"
