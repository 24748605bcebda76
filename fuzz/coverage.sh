#!/bin/sh
# SPDX-License-Identifier: MIT
# coverage.sh SOURCE BUILD LLVM-COV LLVM-PROFDATA LIBRARY BRIDGE COMMAND
# What is reached of the libraries in codec/ by replaying the corpus, and by
# that and the unit tests: a report in BUILD/report/corpus and in
# BUILD/report/all, and of the command, which only unit tests run, in
# BUILD/report/cli. Ends with the lines
#     corpus: lines N% branches N%
#     all: lines N% branches N% mcdc N%
# in whole percents, rounded down. Fails if the corpus reaches less than 95% of
# the branches, or others than all but those in unreached.txt.
set -eu
source=$1
build=$2
cov=$3
profdata=$4
library=$5
bridge=$6
command=$7
work=$build/report
jobs=$(nproc)

rm -rf "$work"
mkdir -p "$work/raw"

# run NAME LABEL: the tests with a label, and what they counted.
run() {
    LLVM_PROFILE_FILE=$work/raw/$1-%p.profraw ctest --test-dir "$build" \
        -L "^$2\$" -j "$jobs" --output-on-failure --no-tests=error \
        >"$work/$1.log" 2>&1 || {
        tail -n 100 "$work/$1.log"
        exit 1
    }
    "$profdata" merge -o "$work/$1.profdata" "$work/raw/$1"-*.profraw
}

# report NAME PROFILE OBJECT...: a table, and pages to look at.
report() {
    name=$1
    profile=$work/$2.profdata
    shift 2
    "$cov" report -instr-profile="$profile" -show-mcdc-summary "$@" \
        >"$work/$name.txt"
    "$cov" show -instr-profile="$profile" -format=html \
        -output-dir="$work/$name" -show-branches=count -show-mcdc "$@"
}

# percent NAME COLUMN: of what is counted from that column of the table on.
percent() {
    awk -v at="$2" '$1 == "TOTAL" {
        printf "%d", 100 * ($at - $(at + 1)) / $at
    }' "$work/$1.txt"
}
lines=8
branches=11
mcdc=14

# unreached PROFILE OBJECT...: the sides of branches that nothing reached, as
# unreached.txt has them: file, side, and the source from the condition on. What
# is compiled in several places is reached if it is in one of them.
unreached() {
    profile=$work/$1.profdata
    shift
    "$cov" show -instr-profile="$profile" -show-branches=count \
        -show-instantiations=false "$@" | awk -v root="$source/codec/" '
        /^\// { file = substr($0, 1, length($0) - 1) }
        /Branch \([0-9]+:[0-9]+\): \[True: / {
            split($0, at, /[(:)]/)
            true_side = $0
            sub(/.*\[True: /, "", true_side)
            sub(/,.*/, "", true_side)
            false_side = $0
            sub(/.*False: /, "", false_side)
            sub(/\].*/, "", false_side)
            place = file SUBSEP at[2] SUBSEP at[3]
            places[place]
            reached[place, "true"] += true_side != "0"
            reached[place, "false"] += false_side != "0"
        }
        # The source from the condition on.
        function text(file, line, column,    i) {
            if (!(file in read)) {
                read[file]
                for (i = 1; (getline lines[i] < file) > 0; i++) {
                    source[file, i] = lines[i]
                }
            }
            return substr(source[file, line], column)
        }
        function say(place, side,    part) {
            if (reached[place, side] == 0) {
                split(place, part, SUBSEP)
                print substr(part[1], length(root) + 1) " " side " " \
                      text(part[1], part[2], part[3])
            }
        }
        END {
            for (place in places) {
                say(place, "true")
                say(place, "false")
            }
        }' | LC_ALL=C sort
}

run corpus corpus
run unit unit
"$profdata" merge -o "$work/all.profdata" "$work/corpus.profdata" \
    "$work/unit.profdata"
report corpus corpus "$library" -object "$bridge"
report all all "$library" -object "$bridge"
report cli unit "$command" -sources "$source/codec/cli"

echo "coverage: $work/{corpus,all,cli}/index.html"
failed=0
listed=$source/fuzz/unreached.txt
unreached corpus "$library" -object "$bridge" >"$work/unreached.txt"
grep -v '^#' "$listed" | sed '/^$/d' | LC_ALL=C sort >"$work/listed.txt"
if ! diff -u "$work/listed.txt" "$work/unreached.txt"; then
    echo "coverage: what the corpus does not reach (+) is not what" \
        "fuzz/unreached.txt lists (-)" >&2
    failed=1
fi
if [ "$(percent corpus $branches)" -lt 95 ]; then
    echo "coverage: the corpus reaches less than 95% of the branches" >&2
    failed=1
fi
echo "cli: lines $(percent cli $lines)% branches $(percent cli $branches)%"
echo "corpus: lines $(percent corpus $lines)%" \
    "branches $(percent corpus $branches)%"
echo "all: lines $(percent all $lines)% branches $(percent all $branches)%" \
    "mcdc $(percent all $mcdc)%"
exit "$failed"
