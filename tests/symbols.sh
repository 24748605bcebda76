#!/bin/sh
# SPDX-License-Identifier: MIT
# symbols.sh NM exported|undefined FILE LIST
# What a library exports must be the list; what an archive needs from others
# must be on it.
set -eu
nm=$1 which=$2 file=$3 list=$4

# Names in one form: sorted, one a line, without the sanitizers' own.
names() {
    awk '{ print $1 }' | grep -v '^__' | LC_ALL=C sort -u || true
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
LC_ALL=C sort -u "$list" >"$work/listed"
case $which in
exported)
    "$nm" -P -D --defined-only "$file" | names >"$work/found"
    diff -u "$work/listed" "$work/found"
    ;;
undefined)
    "$nm" -P --defined-only "$file" | names >"$work/own"
    # Here nothing that is not listed is forgiven: a stack protector or an
    # assert begins with __, too. The compiler's own CPU model is listed.
    "$nm" -P --undefined-only "$file" | awk 'NF > 1 { print $1 }' |
        LC_ALL=C sort -u >"$work/needed"
    LC_ALL=C comm -13 "$work/own" "$work/needed" >"$work/found"
    LC_ALL=C comm -13 "$work/listed" "$work/found" >"$work/foreign"
    if [ -s "$work/foreign" ]; then
        echo "$file needs what it must not:"
        cat "$work/foreign"
        exit 1
    fi
    ;;
esac
