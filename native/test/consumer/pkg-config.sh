#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# Usage: pkg-config.sh LIBDIR VERSION CFLAGS CC [EMULATOR...]
# Builds consumer.c with the flags of pkg-config and runs it. Exit status 77: pkg-config is not installed.
set -eu
libdir=$1 version=$2 cflags=$3 cc=$4
shift 4

if ! command -v pkg-config >/dev/null; then
    echo "skipped: pkg-config is not installed"
    exit 77
fi
PKG_CONFIG_LIBDIR=$libdir/pkgconfig
export PKG_CONFIG_LIBDIR
pkg-config --exact-version "$version" dgen
program=$(mktemp)
trap 'rm -f "$program"' EXIT
# shellcheck disable=SC2046,SC2086 # lists of options
"$cc" $cflags "${0%/*}/consumer.c" $(pkg-config --cflags --libs dgen) -Wl,-rpath,"$libdir" -o "$program"
"$@" "$program"
