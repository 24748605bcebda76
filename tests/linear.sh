#!/bin/sh
# SPDX-License-Identifier: MIT
# linear.sh SOURCE FOLDER WORST VALGRIND TIMES [COUNT]
# No input is slow: each of the inputs of the program WORST, or with COUNT each
# of so many that it draws, takes at most TIMES as many instructions a byte as
# the large request of the benchmark, and twice as much of it at most 2.1 times
# as many. Prints them all, the worst last.
set -eu
source=$1 folder=$2 worst=$3 valgrind=$4 times=$5 drawn=${6:-}
small=32768
large=65536
least=200
mode=count
if [ -n "$drawn" ]; then
    mode=draw
    small=16384
    large=32768
    # Some that are drawn cannot be decoded, which their action needs.
    least=$((drawn * 3 / 4))
fi

rm -rf "$folder"
mkdir -p "$folder/messages"
LC_ALL=C awk -v dir="$folder/messages" -f "$source/tests/bench/messages.awk"

# counted SIZE: a line for each call in a file of that name, instructions, bytes
# and what it was.
counted() {
    at=$folder/$1
    "$valgrind" -q --tool=callgrind --collect-atstart=no \
        --toggle-collect=worst_measured --dump-after=worst_measured \
        --callgrind-out-file="$at.out" \
        "$worst" $mode "$1" "$folder/messages/940k.json" ${drawn:+"$drawn"} >"$at.names"
    i=0
    while read -r name; do
        i=$((i + 1))
        total=$(sed -n 's/^totals: //p' "$at.out.$i")
        printf '%s %s\n' "${total:?}" "$name"
    done <"$at.names" >"$at"
    rm -f "$at.out" "$at.out".*
}

counted $small &
counted $large
wait $!

# Both in one: what stands in a line of the first is held against the same line
# of the second.
LC_ALL=C awk -v times="$times" -v least="$least" '
    {
        name = $0
        sub(/^[^ ]+ [^ ]+ /, "", name)
    }
    NR == FNR { small[FNR] = $1; size[FNR] = $2; names[FNR] = name; next }
    FNR == 1 { base = $1 / $2; next }
    {
        ratio = $1 / $2 / base
        growth = $2 > size[FNR] ? $1 / small[FNR] * size[FNR] * 2 / $2 : 1
        bad = ratio > times || growth > 2.1 || name != names[FNR]
        failed = failed || bad
        printf "%s%6.1f %5.2f %s\n", bad ? "! " : "  ", ratio, growth, name
        count++
    }
    END { exit failed || count < least }
' "$folder/$small" "$folder/$large" >"$folder/ratios" || failed=1
LC_ALL=C sort -n -k1.3 "$folder/ratios"
exit "${failed:-0}"
