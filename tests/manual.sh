#!/bin/sh
# SPDX-License-Identifier: MIT
# manual.sh SOURCE UCR CC
# The manual pages are right mdoc; ucr(1) has the options of the help and no
# others; libucr(3) has every function as the headers declare it, and every
# code.
set -eu
source=$1
ucr=$2
cc=$3
man=$source/codec/share/man
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mandoc -Tlint -Wwarning "$man/ucr.1" "$man/libucr.3"

# ---- The command ------------------------------------------------------------

for command in decode check encode path explain; do
    "$ucr" $command --help
done | grep -oE -e '--[a-z][a-z-]*' | LC_ALL=C sort -u >"$work/help"
test "$(wc -l <"$work/help")" -gt 20
grep -oE 'Fl -[a-z][a-z-]*' "$man/ucr.1" | sed 's/^Fl /-/' |
    LC_ALL=C sort -u | diff "$work/help" -

# ---- The library ------------------------------------------------------------

awk -f "$source/tests/manual.awk" "$man/libucr.3" >"$work/synopsis.c"
grep -oE 'ucr_[a-z_]+\(' "$work/synopsis.c" | tr -d '(' |
    LC_ALL=C sort >"$work/names"
cat "$source/tests/symbols_ucr.txt" "$source/tests/symbols_ucr_yajl.txt" |
    LC_ALL=C sort | diff - "$work/names"
# Another type would be a conflict with the header's declaration.
"$cc" -fsyntax-only -Werror -I"$source/codec/include" "$work/synopsis.c"

"$ucr" explain | grep -oE '^UCR_E_[A-Z0-9_]+' >"$work/codes"
grep -E '^\.It Er ' "$man/libucr.3" | sed 's/^\.It Er //' |
    diff "$work/codes" -
