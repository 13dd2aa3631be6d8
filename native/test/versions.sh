#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# Usage: versions.sh OBJDUMP LIBRARY
# Checks that every symbol that the library needs is in glibc 2.17 (2012) with the same version: the library then loads
# on each system that JDK 25 supports.
set -eu
table=$("$1" -T "$2")
versions=$(printf '%s\n' "$table" | grep -o 'GLIBC_[0-9.]*' | sort -u)
newest=$(printf 'GLIBC_2.17\n%s\n' "$versions" | sort -V | tail -n 1)
[ -z "$versions" ] || [ "$newest" = GLIBC_2.17 ] || {
    printf 'needs a glibc newer than 2.17:\n' >&2
    printf '%s\n' "$table" | grep -F "$newest" >&2
    exit 1
}
