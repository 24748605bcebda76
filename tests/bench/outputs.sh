#!/bin/sh
# SPDX-License-Identifier: MIT
# outputs.sh UCR_BENCH UCR FOLDER
# What ucr_bench writes: JSON that is JSON, with every case and both ways, and
# a picture that shows libucr. The figures themselves are nobody's business.
set -eu
bench=$1
ucr=$2
folder=$3
mkdir -p "$folder"

"$bench" --rounds 1 --filter RapidJSON --json "$folder/out.json" \
    --plot "$folder/out.svg" >"$folder/out.txt"

# A success may be any JSON value.
"$ucr" decode response --status 200 "$folder/out.json" >/dev/null
pattern='{"case":"[a-z0-9-]*","bytes":[0-9]*,"op":"\(de\|en\)code",'
pattern=$pattern'"impl":"libucr","checks_all":true,"ns":[0-9.]*}'
rows=$(grep -c "$pattern" "$folder/out.json")
if [ "$rows" -ne 20 ]; then
    echo "outputs: $rows rows of libucr, not 20" >&2
    exit 1
fi
grep -q '^best that checks / libucr' "$folder/out.txt"
grep -q '/ libucr, texts copied' "$folder/out.txt"
grep -q '<svg' "$folder/out.svg"
grep -q 'libucr' "$folder/out.svg"
grep -q '</svg>' "$folder/out.svg"
