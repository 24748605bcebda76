#!/bin/sh
# SPDX-License-Identifier: MIT
# test.sh SOURCE FOLDER address|undefined|memory|coverage
# Lets build.sh build with a stand-in for the variables that OSS-Fuzz and
# ClusterFuzzLite set, looks at what is in $OUT, and runs every target of it
# for a second from its own seeds, or once over them where coverage is counted.
set -eu
source=$1
folder=$2
SANITIZER=$3
SRC=$folder/src
WORK=$folder/work
OUT=$folder/out
export SANITIZER SRC WORK OUT
export CC=clang CXX=clang++ ARCHITECTURE=x86_64 FUZZING_ENGINE=libfuzzer \
    LIB_FUZZING_ENGINE=-fsanitize=fuzzer
rm -rf "$OUT" "$folder/run"
mkdir -p "$SRC" "$WORK" "$OUT" "$folder/run"
ln -sfn "$source" "$SRC/libucr"

# shellcheck source=fuzz/options.sh
. "$source/fuzz/options.sh"

# What UndefinedBehaviorSanitizer looks at there, overflow without a sign for
# the engine to be led by.
fatal=array-bounds,bool,builtin,enum,integer-divide-by-zero,null,object-size
fatal=$fatal,return,returns-nonnull-attribute,shift,signed-integer-overflow
fatal=$fatal,unreachable,vla-bound
feedback=-fsanitize=fuzzer-no-link
limit=-max_total_time=1
case $SANITIZER in
address) flags='-fsanitize=address -fsanitize-address-use-after-scope' ;;
undefined)
    flags="-fsanitize=$fatal,unsigned-integer-overflow"
    flags="$flags -fno-sanitize-recover=$fatal"
    ;;
memory) flags='-fsanitize=memory -fsanitize-memory-track-origins' ;;
coverage)
    flags=
    limit=-runs=0 # there is nothing for an engine to be led by
    feedback='-fprofile-instr-generate -fcoverage-mapping'
    ;;
esac
CFLAGS="-O1 -fno-omit-frame-pointer -gline-tables-only $flags $feedback"
export CFLAGS CXXFLAGS="$CFLAGS" UBSAN_OPTIONS=silence_unsigned_overflow=1

fail() {
    echo "$1" >&2
    exit 1
}

# Not from $SRC/libucr: where a build lies within its sources CMake would take
# the link, which it is here, for a part of every path.
bash -eu "$SRC/libucr/fuzz/oss-fuzz/build.sh" >"$folder/build.log" 2>&1 || {
    tail -n 50 "$folder/build.log"
    fail 'build.sh failed'
}
if grep -q 'warning:' "$folder/build.log"; then
    grep -A 5 'warning:' "$folder/build.log"
    fail 'build.sh has a warning'
fi

# seeds NAME: how many the corpus has for it.
seeds() {
    for seeds in $(sh "$source/fuzz/seeds.sh" "$1"); do
        find "$seeds" -type f ! -name EXPECT
    done | wc -l
}

# needs PROGRAM: the shared libraries that targets do not find anywhere but
# where they were built.
needs() {
    ldd "$1" | awk '{ print $1 }' |
        grep -vE '^(/lib64/ld-|linux-vdso|lib(c|m|dl|rt|pthread|gcc_s|stdc\+\+)\.so)'
}

# look NAME: at what the services want of a target.
look() {
    program=$OUT/fuzz_$1
    [ -x "$program" ] || fail "$1: no program"
    dictionary=$(sed -n 's/^dict = //p' "$program.options")
    [ -f "$OUT/$dictionary" ] || [ -z "$dictionary" ] ||
        fail "$1: no $dictionary"
    if needs "$program"; then
        fail "$1: is linked with what is not there"
    fi
    mkdir "$folder/run/$1"
    unzip -q "${program}_seed_corpus.zip" -d "$folder/run/$1"
    [ "$(find "$folder/run/$1" -type f | wc -l)" -eq "$(seeds "$1")" ] ||
        fail "$1: not as many seeds as the corpus has"
}

# run NAME: as the services do, elsewhere than where it was built.
run() {
    # Options are words, and none has a space.
    # shellcheck disable=SC2046
    LLVM_PROFILE_FILE=$folder/run/$1.profraw "$program" \
        "$limit" -rss_limit_mb=2560 -artifact_prefix="$folder/run/" \
        $(options "$program.options" "$OUT") "$folder/run/$1" \
        >"$folder/run/$1.log" 2>&1 || {
        tail -n 40 "$folder/run/$1.log"
        fail "$1: does not run"
    }
    grep -E '^Done [0-9]+ runs' "$folder/run/$1.log"
    [ "$SANITIZER" != coverage ] || [ -s "$folder/run/$1.profraw" ] ||
        fail "$1: counts nothing"
}

for target in "$source"/fuzz/fuzz_*.c; do
    name=${target##*/fuzz_}
    name=${name%.c}
    if [ "$name" = yajl ] && [ "$SANITIZER" = memory ]; then
        [ ! -e "$OUT/fuzz_yajl" ] || fail 'yajl is not instrumented'
        continue
    fi
    look "$name"
    printf '%s: ' "$name"
    run "$name"
done
