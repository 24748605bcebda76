#!/bin/sh
# SPDX-License-Identifier: MIT
# empty.sh BUILD TARGET
# An engine finds its way without seeds: what it reaches in a number of runs that
# takes seconds is at least 90% of what that and the seeds of the target reach.
set -eu
# shellcheck source=fuzz/libfuzzer.sh
. "$(dirname "$0")/libfuzzer.sh"
name=$2
runs=100000
seeds=$(sh "$fuzz/seeds.sh" "$name")

# reached ARGUMENT...: how much of the code, as libFuzzer counts it at the end.
reached() {
    libfuzzer "$name" -seed=1 "$@" 2>&1 |
        sed -n 's/^#.*DONE.* cov: \([0-9]*\).*/\1/p'
}

found=$build/empty/$name
rm -rf "$found"
mkdir -p "$found"
alone=$(reached -runs=$runs -artifact_prefix="$found/" "$found")
# Seeds are longer than what is made, and all of them counts. Folders have no
# spaces, and each is a word.
# shellcheck disable=SC2086
both=$(reached -runs=1 -max_len=1048576 "$found" $seeds)
echo "$name: ${alone:?} in $runs runs, ${both:?} with the seeds"
[ $((alone * 100)) -ge $((both * 90)) ]
