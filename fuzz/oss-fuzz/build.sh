#!/bin/bash -eu
# SPDX-License-Identifier: MIT
# Every target for whichever engine and sanitizer OSS-Fuzz or ClusterFuzzLite
# asks for: the programs, their seeds, dictionaries and options, in $OUT. Knows
# nothing of its surroundings but the variables that those services set.
source=$SRC/libucr
build=$WORK/libucr

# One that is not instrumented cannot be looked at by MemorySanitizer; a shared
# one is not there where targets run.
read -ra flags <<<"$CFLAGS"
yajl=$("$CC" "${flags[@]}" -print-file-name=libyajl_s.a)
bridge=ON
if [ "$SANITIZER" = memory ]; then
    bridge=OFF
elif [ ! -e "$yajl" ]; then
    echo "build.sh: no libyajl_s.a" >&2
    exit 1
fi

# Asserts live, and of flags those of the service alone.
cmake -S "$source" -B "$build" -G Ninja \
    -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS_DEBUG= -DCMAKE_CXX_FLAGS_DEBUG= \
    -DUCR_FUZZ_ENGINE="$LIB_FUZZING_ENGINE" -DUCR_TESTS=OFF -DUCR_CLI=OFF \
    -DUCR_INSTALL=OFF -DUCR_YAJL="$bridge" -DYAJL_LIBRARY="$yajl"
cmake --build "$build" --target fuzz_targets

# pack_seeds NAME: one folder, each file named after where it was.
pack_seeds() {
    local packed=$WORK/seeds/$1 folder file name
    rm -rf "$packed"
    mkdir -p "$packed"
    for folder in $(sh "$source/fuzz/seeds.sh" "$1"); do
        find "$folder" -type f ! -name EXPECT | while read -r file; do
            name=${file#"$source/corpus/"}
            cp "$file" "$packed/${name//\//-}"
        done
    done
    rm -f "$OUT/fuzz_$1_seed_corpus.zip"
    (cd "$packed" && find . -type f | LC_ALL=C sort |
        zip -q -X "$OUT/fuzz_$1_seed_corpus.zip" -@)
}

for program in "$build"/fuzz/fuzz_*; do
    if [ -f "$program" ] && [ -x "$program" ]; then
        name=${program##*/fuzz_}
        cp "$program" "$OUT/"
        cp "$source/fuzz/$name.options" "$OUT/fuzz_$name.options"
        pack_seeds "$name"
    fi
done
cp "$source"/fuzz/*.dict "$OUT/"
