#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh SOURCE WORK UCR
# The schemas against the corpus and the command, by ajv, which npm installs
# into the folder WORK as package-lock.json pins it. Then the list of
# differences with a line too few and with one too many, which must fail.
set -eu
source=$1
work=$2
ucr=$3
mkdir -p "$work"
cp "$source"/tests/schema/*.mjs "$source/tests/schema/package.json" "$work"
if ! cmp -s "$source/tests/schema/package-lock.json" "$work/package-lock.json" ||
    [ ! -e "$work/installed" ]; then
    cp "$source/tests/schema/package-lock.json" "$work"
    rm -f "$work/installed"
    (cd "$work" && npm ci --ignore-scripts --no-audit --no-fund --silent)
    : >"$work/installed"
fi
cd "$work"

# judge LIST [list]
judge() {
    node check.mjs "$source/codec/share/schema" "$source/corpus" "$ucr" "$@"
}

list=$source/tests/schema/differences.txt
judge "$list"
awk '/^[a-z]/ && !dropped { dropped = 1; next } { print }' "$list" >few
cp "$list" many
echo 'request/ok/go-object.body - strict' >>many
test $(($(wc -l <few) + 1)) -eq "$(wc -l <"$list")"
for wrong in few many; do
    if judge $wrong list >"$wrong.log"; then
        echo "the list '$wrong' passed"
        exit 1
    fi
    grep -q ', 1 failed$' "$wrong.log"
done
