#!/bin/sh
# SPDX-License-Identifier: MIT
# twin_names.sh NM ARCHIVE HEADER
# A header that renames every function and table that the archive has for
# others: ucr_x becomes ucr_twin_x. Compiled with it, the same sources can be
# linked beside the archive.
set -eu
"$1" -g "$2" | sed -n 's/^[0-9a-f]* [BDRT] ucr_\([a-z0-9_]*\)$/#define ucr_\1 ucr_twin_\1/p' |
    sort -u >"$3.new"
grep -q ucr_twin_decode_request "$3.new"
# Only a change is worth compiling all of it again.
if cmp -s "$3.new" "$3"; then
    rm "$3.new"
else
    mv "$3.new" "$3"
fi
