#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh BUILD TARGET...
# Every target for UCR_FUZZ_TIME seconds (60), UCR_FUZZ_JOBS (2) at a time, from
# the corpus and from what earlier runs found in BUILD/found. A line for each:
# runs a second, coverage, corpus size. A finding is kept in BUILD/findings and
# makes this fail.
set -eu
# shellcheck source=fuzz/libfuzzer.sh
. "$(dirname "$0")/libfuzzer.sh"
shift
time=${UCR_FUZZ_TIME:-60}
mkdir -p "$build/findings" "$build/found"

fuzz() {
    name=$1
    log=$build/$name.log
    mkdir -p "$build/found/$name"
    seeds=$(sh "$fuzz/seeds.sh" "$name") || return
    # Folders have no spaces, and each is a word.
    # shellcheck disable=SC2086
    libfuzzer "$name" -max_total_time="$time" -print_final_stats=1 \
        -artifact_prefix="$build/findings/$name-" \
        "$build/found/$name" $seeds >"$log" 2>&1 || {
        echo "$name: a finding, see $log"
        tail -n 40 "$log" | sed 's/^/    /'
        return 1
    }
    awk -v name="$name" '
        /cov: / {
            for (i = 1; i < NF; i++) {
                if ($i == "cov:") cov = $(i + 1)
                if ($i == "corp:") corp = $(i + 1)
            }
        }
        /average_exec_per_sec/ { speed = $2 }
        END {
            printf "%-10s %7d runs/s  coverage %5d  corpus %s\n",
                   name, speed, cov, corp
        }' "$log"
}

# shellcheck source=fuzz/each.sh
. "$fuzz/each.sh"
fuzz_each "$@"
