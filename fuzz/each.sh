#!/bin/sh
# SPDX-License-Identifier: MIT
# For run.sh and afl.sh, which bring what fuzz() is.

# fuzz_each TARGET...: calls it for each, UCR_FUZZ_JOBS (2) at a time; fails if
# one of them did.
fuzz_each() {
    failed=0
    jobs=${UCR_FUZZ_JOBS:-2}
    if ! [ "$jobs" -ge 1 ]; then
        echo "UCR_FUZZ_JOBS is $jobs, and has to be 1 at least" >&2
        return 2
    fi
    while [ $# -gt 0 ]; do
        running=
        for _ in $(seq "$jobs"); do
            [ $# -gt 0 ] || break
            fuzz "$1" &
            running="$running $!"
            shift
        done
        for job in $running; do
            wait "$job" || failed=1
        done
    done
    return "$failed"
}
