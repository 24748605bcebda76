#!/bin/sh
# SPDX-License-Identifier: MIT
# header_complete.sh HEADER USE
# Every public name of the header must occur in the file that uses them all; the
# guard and the mark of a declaration aside.
set -eu

names() {
    # Comments aside, which may name families: UCR_IGNORED_*.
    sed -e 's|//.*||' -e ':a' -e 's|/\*[^*]*\*\+\([^/*][^*]*\*\+\)*/||g' \
        -e '/\/\*/{N;ba' -e '}' "$1" |
        grep -oE '\b(UCR|ucr)_[A-Za-z0-9_]+' | LC_ALL=C sort -u
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
names "$1" | grep -vE '^UCR_(UCR_H|API)$' >"$work/public"
names "$2" >"$work/used"
test "$(wc -l <"$work/public")" -gt 100
if LC_ALL=C comm -23 "$work/public" "$work/used" | grep .; then
    echo "public, but used by no test of the header"
    exit 1
fi
