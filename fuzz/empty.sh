#!/bin/sh
# SPDX-License-Identifier: MIT
# empty.sh BUILD TARGET
# What the seeds of a target reach, an engine finds without any of them, in a
# number of runs that takes seconds.
set -eu
# shellcheck source=fuzz/libfuzzer.sh
. "$(dirname "$0")/libfuzzer.sh"
name=$2
runs=100000

# reached ARGUMENT...: how much of the code, as libFuzzer counts it at the end.
reached() {
    libfuzzer "$name" -seed=1 "$@" 2>&1 |
        sed -n 's/^#.*DONE.* cov: \([0-9]*\).*/\1/p'
}

found=$build/empty/$name
rm -rf "$found"
mkdir -p "$found"
# Folders have no spaces, and each is a word.
# shellcheck disable=SC2046
seeds=$(reached -runs=1 $(sh "$fuzz/seeds.sh" "$name"))
empty=$(reached -runs=$runs -artifact_prefix="$found/" "$found")
echo "$name: ${seeds:?} from the seeds, ${empty:?} in $runs runs without any"
[ "$empty" -ge "$seeds" ]
