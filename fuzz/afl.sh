#!/bin/sh
# SPDX-License-Identifier: MIT
# afl.sh FOLDER [TARGET...]
# AFL++ as a second engine: builds what OSS-Fuzz would with it, under ASan, in
# FOLDER, and runs every target, or those that are named, for UCR_FUZZ_TIME
# seconds (60), UCR_FUZZ_JOBS (2) at a time, from the corpus or from where an
# earlier run has left off. A line for each: runs a second, corpus size, edges. A
# finding is kept in FOLDER/found/TARGET/default and makes this fail.
set -eu
source=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$1"
folder=$(cd "$1" && pwd)
shift
time=${UCR_FUZZ_TIME:-60}

SRC=$folder/src
WORK=$folder/work
OUT=$folder/out
mkdir -p "$SRC" "$WORK" "$OUT" "$folder/found"
ln -sfn "$source" "$SRC/libucr"
# build: in a shell of its own, whose variables nothing else sees.
build() (
    export SRC WORK OUT SANITIZER=address FUZZING_ENGINE=afl \
        ARCHITECTURE=x86_64 CC=afl-clang-fast CXX=afl-clang-fast++ \
        LIB_FUZZING_ENGINE=/usr/lib/afl/libAFLDriver.a AFL_QUIET=1 \
        CFLAGS='-O1 -g -fsanitize=address' CXXFLAGS='-O1 -g -fsanitize=address'
    bash -eu "$source/fuzz/oss-fuzz/build.sh" >"$folder/build.log" 2>&1 || {
        tail -n 50 "$folder/build.log"
        return 1
    }
)
build

# A terminal, a governor and a core of its own are not for everyone to have;
# what a crash dump goes to is of no matter where no crash is missed.
export AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_AUTORESUME=1 \
    AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 \
    ASAN_OPTIONS=abort_on_error=1:symbolize=0:detect_leaks=0

fuzz() {
    name=$1
    program=$OUT/fuzz_$name
    found=$folder/found/$name
    log=$folder/$name.log
    if [ ! -d "$folder/seeds/$name" ]; then
        mkdir -p "$folder/seeds/$name"
        unzip -q "${program}_seed_corpus.zip" -d "$folder/seeds/$name"
    fi
    dictionary=$(sed -n 's/^dict = //p' "$program.options")
    longest=$(sed -n 's/^max_len = //p' "$program.options")
    afl-fuzz -V "$time" -t 1000 -G "$longest" ${dictionary:+-x "$OUT/$dictionary"} \
        -i "$folder/seeds/$name" -o "$found" -- "$program" >"$log" 2>&1 || {
        tail -n 40 "$log"
        return 1
    }
    awk -v name="$name" '
        { is[$1] = $3 }
        END {
            printf "%-10s %7d runs/s  corpus %5d  edges %5d\n", name,
                   is["execs_per_sec"], is["corpus_count"], is["edges_found"]
            exit is["saved_crashes"] + is["saved_hangs"] > 0 ||
                 is["execs_done"] == 0
        }' "$found/default/fuzzer_stats" || {
        echo "$name: a finding, see $found/default"
        return 1
    }
}

if [ $# -eq 0 ]; then
    for program in "$OUT"/fuzz_*.options; do
        program=${program##*/fuzz_}
        set -- "$@" "${program%.options}"
    done
fi
# shellcheck source=fuzz/each.sh
. "$source/fuzz/each.sh"
fuzz_each "$@"
