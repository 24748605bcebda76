#!/bin/sh
# SPDX-License-Identifier: MIT
# reference.sh DOXYGEN DOXYFILE HTML SYMBOLS...
# Makes the API reference, which fails for whatever is public and has no words,
# and looks up every exported function in it. Then the same with a name that
# has no words, which must fail.
set -eu
doxygen=$1
doxyfile=$2
html=$3
shift 3
"$doxygen" "$doxyfile"
cat "$@" | while read -r name; do
    grep -qE "<td class=\"memname\">.* $name *</td>" "$html"/*_8h.html || {
        echo "$name is not in the reference"
        exit 1
    }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf '/** @file */\nint ucr_no_words(void);\n' >"$work/bare.h"
{
    cat "$doxyfile"
    echo "INPUT += \"$work/bare.h\""
    echo "OUTPUT_DIRECTORY = \"$work\""
} >"$work/Doxyfile"
if "$doxygen" "$work/Doxyfile" 2>"$work/said"; then
    echo "a name without words is no fault"
    exit 1
fi
grep -q 'ucr_no_words.* is not documented' "$work/said"
