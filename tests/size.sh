#!/bin/sh
# SPDX-License-Identifier: MIT
# size.sh SOURCE FOLDER GCC TEXT STACK RELEASE-STACK
# What the core costs, built below FOLDER as its users build it: bytes of each
# unit at -Os without vector code and in a release, the deepest stack below
# each public function, and the size of each public struct. Fails where code
# (.text) at -Os is more than TEXT bytes, a stack more than STACK there or more
# than RELEASE-STACK in a release, or any figure more than README.md says.
set -eu
source=$1 folder=$2 gcc=$3 text=$4 stack=$5 release_stack=$6
tests=$source/tests
header=$source/codec/include/ucr/ucr.h

# build NAME CMAKE-ARGUMENT...
build() {
    at=$folder/$1
    shift
    if ! {
        cmake --no-warn-unused-cli -S "$source" -B "$at" -G Ninja \
            -DCMAKE_C_COMPILER="$gcc" -DCMAKE_C_FLAGS=-fcallgraph-info=su \
            -DUCR_YAJL=OFF -DUCR_TESTS=OFF "$@" &&
            cmake --build "$at" --target ucr
    } >"$at.log" 2>&1; then
        cat "$at.log" >&2
        exit 1
    fi
}

# sections NAME LIMIT: a line for each unit of the archive, and their sum.
sections() {
    status=0
    printf '%-18s %8s %10s %8s\n' "$1" code constants unwind
    size -A "$folder/$1/codec/libucr.a" | awk -v limit="$2" '
        / +\(ex / || /:$/ { unit = $1; sub(/\.c\.o.*/, "", unit); next }
        /^\.text/ { code[unit] += $2 }
        /^\.(rodata|data)/ { constants[unit] += $2 }
        /^\.eh_frame/ { unwind[unit] += $2 }
        END {
            form = "  %-16s %8d %10d %8d\n"
            for (unit in code) {
                printf form, unit, code[unit], constants[unit], unwind[unit] \
                    | "sort"
                all += code[unit]
                fixed += constants[unit]
                tables += unwind[unit]
            }
            close("sort")
            printf form, "all", all, fixed, tables
            if (!all || limit && all > limit) {
                print "size: more code than " limit " bytes"
                exit 1
            }
        }' >"$folder/$1.sections" || status=$?
    cat "$folder/$1.sections"
    echo
    return $status
}

# stacks NAME LIMIT
stacks() {
    echo "$1: deepest stack, and what it passes through"
    status=0
    sh "$tests/stack.sh" "$folder/$1" "$2" "$tests/symbols_ucr.txt" \
        >"$folder/$1.stack" || status=$?
    sed 's|[^ ]*/||g' "$folder/$1.stack" | sort -rn
    echo
    return $status
}

structs() {
    echo 'sizeof, in bytes'
    {
        printf '#include <stdio.h>\n#include <ucr/ucr.h>\nint main(void)\n{\n'
        awk '/^typedef struct ucr_[a-z]+ \{/ {
                 printf "    printf(\"  %%-16s %%8zu\\n\", \"%s\", sizeof(%s));\n",
                        $3, $3
             }' "$header"
        printf '    return 0;\n}\n'
    } >"$folder/structs.c"
    "$gcc" -I"$source/codec/include" -o "$folder/structs" "$folder/structs.c"
    "$folder/structs" >"$folder/structs.txt"
    cat "$folder/structs.txt"
    [ "$(grep -c '^typedef struct' "$header")" -eq \
        "$(wc -l <"$folder/structs.txt")" ]
}

# figures NAME PREFIX: code, constants and the stack of a call.
figures() {
    awk -v prefix="$2" '
        $1 == "all" {
            print prefix "code", $2
            print prefix "constants", $3
        }' "$folder/$1.sections"
    sort -rn "$folder/$1.stack" |
        awk -v prefix="$2" '{ print prefix "call", $1; exit }'
}

# claims: what README.md says, first of -Os and then of a release, against what
# was measured. There a figure is that of all the names before it.
claims() {
    {
        figures small ""
        figures release release-
        awk '$1 ~ /^[0-9]+$/ { print $2, $1 }' "$folder/small.stack"
        cat "$folder/structs.txt"
    } >"$folder/measured"
    awk '
        FNR == NR {
            if (/^## /) { inside = /^## Cost/ }
            if (!inside) { next }
            count = split($0, word, "[ ,.;:`]+")
            for (i = 1; i <= count; i++) {
                if (word[i] ~ /^[0-9]+$/) {
                    for (name in waiting) { claim[name] = word[i] }
                    split("", waiting)
                } else if (word[i] == "release") {
                    prefix = "release-"
                } else if (word[i] ~ /^(ucr_[a-z_]+|code|constants|call)$/) {
                    waiting[prefix word[i]]
                }
            }
            next
        }
        !($1 in claim) { print "README.md does not say " $1; wrong = 1; next }
        $2 > claim[$1] + 0 {
            print "README.md says " $1 " " claim[$1] ", not " $2
            wrong = 1
        }
        { seen++ }
        END { exit wrong || !seen }' "$source/README.md" "$folder/measured"
}

rm -rf "$folder/small" "$folder/release"
mkdir -p "$folder"
build small -DCMAKE_BUILD_TYPE=MinSizeRel -DUCR_SIMD=OFF
build release -DCMAKE_BUILD_TYPE=Release
failed=0
sections small "$text" || failed=1
sections release 0
stacks small "$stack" || failed=1
stacks release "$release_stack" || failed=1
structs
claims || failed=1
exit $failed
